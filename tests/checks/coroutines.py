#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on the ways of writing a coroutine that compile and then corrupt memory.

g++ 12 destroys twice what an expression with co_await in it makes on the spot from braces or captures: such a
value is named on the line before. A coroutine outlives the call that started it: its parameters are values,
and a lambda that is a coroutine captures nothing.
"""

import bisect
import pathlib
import re
from typing import Iterator, NamedTuple, Optional

import source

PAIRS = {"(": ")", "[": "]", "{": "}"}
WORDS = re.compile(r"[A-Za-z_]\w*|::|->|&&|\|\||[^\s\w]|\d[\w.']*")
BLOCKS = ("if", "for", "while", "switch", "catch")


class Token(NamedTuple):
    text: str
    at: int


class Code:
    """The tokens of one file, with the partner of every bracket."""

    def __init__(self, text: str) -> None:
        code = re.sub(r"(?m)^[ \t]*#.*(?:\\\n.*)*", lambda match: source.blank(match.group()), source.code_of(text))
        self.tokens = [Token(match.group(), match.start()) for match in WORDS.finditer(code)]
        self.partner: dict[int, int] = {}
        opened: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.text in PAIRS:
                opened.append(index)
            elif token.text in PAIRS.values() and opened:
                first = opened.pop()
                self.partner[first], self.partner[index] = index, first
        self.braces = [index for index, token in enumerate(self.tokens) if token.text == "{" and index in self.partner]

    def text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def capture_of(self, index: int) -> Optional[list[str]]:
        """What the lambda that starts at this bracket captures; None if it is not a lambda."""
        before = self.text(index - 1)
        if self.text(index) != "[" or index not in self.partner or self.text(index + 1) == "[" or before == "[":
            return None
        if re.fullmatch(r"\w+|[\])]", before) and before not in ("return", "co_return", "co_await", "co_yield"):
            return None  # a subscript, or a structured binding after auto
        if before in ("&", "&&") and self.text(index - 2) == "auto":
            return None
        return [token.text for token in self.tokens[index + 1 : self.partner[index]]]


class Body(NamedTuple):
    """A function or a lambda, and where its parameters and captures stand."""

    parameters: Optional[int]
    capture: Optional[int]


def body_of(code: Code, brace: int) -> Optional[Body]:
    """The function whose body starts at this brace; None if it starts something else."""
    index = brace - 1
    while index >= 0 and code.text(index) not in (")", "]", ";", "{", "}", "=", ","):
        index -= 1  # over const, noexcept, override, mutable and a trailing return type
    if code.text(index) == "]" and code.capture_of(code.partner.get(index, -1)) is not None:
        return Body(None, code.partner[index])
    if code.text(index) != ")" or index not in code.partner:
        return None
    opening = code.partner[index]
    before = code.text(opening - 1)
    if before == "constexpr" or before in BLOCKS:
        return None
    if before in ("noexcept", "requires", "decltype"):
        return body_of(code, opening - 1)
    if before == "]":
        lambda_start = code.partner.get(opening - 1, -1)
        return Body(opening, lambda_start if code.capture_of(lambda_start) is not None else None)
    return Body(opening, None) if re.fullmatch(r"\w+|>|[^\w\s]", before) else None


def enclosing_body(code: Code, index: int) -> Optional[Body]:
    for brace in reversed(code.braces[: bisect.bisect(code.braces, index)]):
        if code.partner[brace] > index:
            body = body_of(code, brace)
            if body:
                return body
    return None


def references(code: Code, opening: int) -> list[int]:
    """The & and && of these parameters themselves, not of their template arguments or signatures."""
    found, depth, index = [], 0, opening + 1
    while index < code.partner[opening]:
        text = code.text(index)
        if text in PAIRS:
            index = code.partner[index]
        elif text == "<":
            depth += 1
        elif text == ">":
            depth -= 1
        elif text in ("&", "&&") and depth == 0:
            found.append(index)
        index += 1
    return found


def expression(code: Code, await_at: int) -> range:
    """The tokens of the whole expression around a co_await, out to its statement."""
    first = await_at
    while first > 0:
        before = code.text(first - 1)
        if before == "}" and not re.fullmatch(r"[,).\]?:;]|->", code.text(first)):
            break  # the block of the statement before
        if before in (";", "{"):
            break
        if before in PAIRS.values() and first - 1 in code.partner:
            first = code.partner[first - 1]
        else:
            first -= 1
    last = await_at
    while last + 1 < len(code.tokens):
        after = code.text(last + 1)
        if after in (";", "}"):
            break
        if after == "{" and is_block(code, last + 1):
            break
        last = code.partner.get(last + 1, last + 1) if after in PAIRS else last + 1
    return range(first, last + 1)


def is_block(code: Code, brace: int) -> bool:
    """Whether this brace opens the statements of an if, for, while or switch, not a value."""
    closing = brace - 1
    if code.text(closing) != ")" or closing not in code.partner:
        return False
    before = code.text(code.partner[closing] - 1)
    return before in BLOCKS or before == "constexpr"


def made_on_the_spot(code: Code, span: range) -> Iterator[tuple[int, str]]:
    index = span.start
    while index < span.stop:
        capture = code.capture_of(index)
        if capture:
            yield index, "a capturing lambda"
        if capture is not None:
            index = lambda_end(code, index)
        elif code.text(index) == "{" and index in code.partner and not is_block(code, index):
            yield index, "braces"
            index = code.partner[index]
        index += 1


def lambda_end(code: Code, start: int) -> int:
    index = code.partner[start]
    while code.text(index) not in ("{", ";", ""):
        index = code.partner[index + 1] if code.text(index + 1) == "(" else index + 1
    return code.partner.get(index, index)


def faults(code: Code) -> Iterator[tuple[int, str]]:
    for index, token in enumerate(code.tokens):
        if token.text == "co_await":
            for place, what in made_on_the_spot(code, expression(code, index)):
                yield place, f"{what} in an expression with co_await: name it on the line before"
        if token.text in ("co_await", "co_return", "co_yield"):
            body = enclosing_body(code, index)
            if body and body.capture is not None and code.capture_of(body.capture):
                yield body.capture, "a lambda that is a coroutine must capture nothing: pass values to it"
            if body and body.parameters is not None:
                for place in references(code, body.parameters):
                    yield place, "a coroutine takes its parameters by value"


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    for path in source.files(root, (".h", ".cpp")):
        text = (root / path).read_text()
        if "co_" not in text:
            continue
        code = Code(text)
        for index, message in sorted(set(faults(code))):
            yield source.Finding(path, source.line_at(text, code.tokens[index].at), message)


source.main(check)
