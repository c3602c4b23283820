# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls one function of a Python file. Reads what to call as JSON on standard input, and writes to standard output a
line of JSON and then the text of the result. What the function prints is not in between."""

import io
import json
import os
import sys

PACKAGE = "slipway_tools"


class Prints(io.RawIOBase):
    """What print() writes: its beginning is kept, and all of it goes to standard error."""

    def __init__(self, most):
        super().__init__()
        self.most = most
        self.kept = bytearray()
        self.size = 0

    def writable(self):
        return True

    def fileno(self):
        return 1

    def write(self, data):
        data = bytes(data)
        self.kept += data[:self.most - len(self.kept)]
        self.size += len(data)
        rest = data
        while rest:
            rest = rest[os.write(2, rest):]
        return len(data)


class Channel:
    """Where the one result goes."""

    def __init__(self, most):
        self.most = most
        self.file = os.dup(1)
        self.process = os.getpid()
        os.dup2(2, 1)

    def send(self, outcome, data, size):
        if os.getpid() != self.process:  # the function forked, and its child came back too
            os._exit(0)
        rest = json.dumps({"outcome": outcome, "bytes": size}).encode() + b"\n" + data[:self.most]
        while rest:
            rest = rest[os.write(self.file, rest):]
        os.close(self.file)

    def send_text(self, outcome, text):
        data = text.encode("utf-8", "backslashreplace")
        self.send(outcome, data, len(data))


def supply(source):
    """Puts our module "selectools" where the file will look for it."""
    module = type(sys)("selectools")
    module.__path__ = []
    for name in ("selectools", "selectools.tools", "selectools.tools.decorators", "selectools.tools.base"):
        sys.modules[name] = module
    exec(compile(source, "selectools.py", "exec", dont_inherit=True), module.__dict__)
    return module


def find_packages(folders):
    """What is installed in an environment beside the file."""
    import site
    version = "python%d.%d" % sys.version_info[:2]
    for folder in folders:
        for name in (".venv", "venv"):
            packages = os.path.join(folder, name, "lib", version, "site-packages")
            if os.path.isdir(packages):
                site.addsitedir(packages)


def load(path, folders):
    folder, file = os.path.split(path)
    sys.path.insert(0, folder)
    find_packages(dict.fromkeys([folder] + folders))
    with open(path, "rb") as opened:
        source = opened.read()
    stem = os.path.splitext(file)[0]
    package = type(sys)(PACKAGE)
    package.__path__ = [folder]
    sys.modules[PACKAGE] = package
    module = type(sys)(PACKAGE + "." + stem)
    module.__file__ = path
    module.__package__ = PACKAGE  # so that "from .beside import x" is found
    sys.modules[module.__name__] = module
    sys.modules.setdefault(stem, module)
    exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
    return module


def line_in(path, error):
    """The last line of the file that the error came through."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def sentence(what, error, path):
    line = line_in(path, error)
    place = " in %s, line %s" % (os.path.basename(path), line) if line else ""
    if isinstance(error, SystemExit):
        return "%s: it called sys.exit(%s)%s" % (what, "" if error.code is None else error.code, place)
    try:
        message = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        message = ""
    message = " ".join(message[:2000].split())
    message = message[:400] + "…" if len(message) > 400 else message
    return "%s: %s%s%s" % (what, type(error).__name__, place, ": " + message if message else "")


def positional(function, arguments):
    """The arguments that cannot be named in a call."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = getattr(function, "__code__", None)
    count = code.co_posonlyargcount if code else 0
    names = code.co_varnames[:count] if code else ()
    defaults = dict(zip(reversed(code.co_varnames[:code.co_argcount]), reversed(function.__defaults__ or ()))) \
        if count else {}
    return [arguments.pop(name) if name in arguments else defaults[name]
            for name in names if name in arguments or name in defaults]


async def all_of(items):
    return [item async for item in items]


def settled(result):
    """What comes of it in the end: of a coroutine its result, of a generator all texts."""
    import asyncio
    if hasattr(result, "__await__"):
        async def wait():
            return await result
        return settled(asyncio.run(wait()))
    if hasattr(result, "__aiter__"):
        return "".join(as_text(item) for item in asyncio.run(all_of(result)))
    return "".join(as_text(item) for item in result)


def is_settled(result):
    kind = type(result)
    return not (hasattr(kind, "__await__") or hasattr(kind, "__aiter__") or kind.__name__ == "generator")


def as_json(value):
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        import dataclasses
        return dataclasses.asdict(value)
    if hasattr(value, "model_dump"):
        return value.model_dump()
    if isinstance(value, (set, frozenset)):
        return list(value)
    return str(value)


def as_text(value):
    if isinstance(value, str):
        return value
    is_record = hasattr(value, "__dataclass_fields__") or hasattr(value, "model_dump")
    try:
        if isinstance(value, (dict, list, tuple)) or is_record:
            return json.dumps(value, ensure_ascii=False, default=as_json)
    except (TypeError, ValueError):
        pass  # such as a key that JSON cannot have, or a list that holds itself
    return str(value)


def call(request, module, channel, prints):
    shim = sys.modules["selectools"]
    function = getattr(module, request["function"], None)
    if not callable(function):
        return channel.send_text("error", "%s has no function %s any more; load the agent again"
                                 % (os.path.basename(request["file"]), request["function"]))
    arguments = request["arguments"]
    makers = {"tuple": tuple, "set": set, "frozenset": frozenset}
    for name, kind in request["made_of_lists"].items():
        if isinstance(arguments.get(name), list):
            arguments[name] = makers[kind](arguments[name])
    if isinstance(function, shim.Tool):
        arguments.update(function.injected())
        function = function.function
    result = function(*positional(function, arguments), **arguments)
    result = result if is_settled(result) else settled(result)
    if result is not None:
        return channel.send_text("ok", as_text(result))
    sys.stdout.flush()
    return channel.send("ok", bytes(prints.kept), prints.size)


def main():
    request = json.loads(sys.stdin.buffer.read())
    channel = Channel(request["most"])
    prints = Prints(request["most"])
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(io.BufferedWriter(prints), encoding="utf-8",
                                                   errors="backslashreplace", line_buffering=True)
    path = request["file"]
    what = "%s cannot be loaded" % os.path.basename(path)
    try:
        supply(request["shim"])
        module = load(path, request["folders"])
        what = "%s failed" % request["function"]
        call(request, module, channel, prints)
    except BaseException as error:
        channel.send_text("error", sentence(what, error, path))


main()
