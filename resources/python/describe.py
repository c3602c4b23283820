# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells which functions of a Python file can be tools. Reads its source on standard input, writes JSON to standard
output, and executes nothing of it."""

import ast
import json
import os
import re
import sys

PLAIN = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "None": "null",
    "dict": "object",
    "Dict": "object",
    "Mapping": "object",
    "MutableMapping": "object",
}
LISTS = {"list", "List", "Sequence", "MutableSequence", "Iterable", "Collection", "tuple", "Tuple", "set", "Set",
         "frozenset", "FrozenSet", "AbstractSet"}
# JSON has only lists, so these are made of one before the call.
MADE_OF_LISTS = {"tuple": "tuple", "Tuple": "tuple", "set": "set", "Set": "set", "frozenset": "frozenset",
                 "FrozenSet": "frozenset"}
NAMES_OF_JSON = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


class Fault(Exception):
    """What is wrong with the file, and in which line."""

    def __init__(self, message, line):
        super().__init__(message)
        self.line = line


def statements(body):
    """What a module does when it is imported, whatever it decides at its "if" and "try"."""
    for node in body:
        if isinstance(node, ast.If):
            is_main = "__name__" in {part.id for part in ast.walk(node.test) if isinstance(part, ast.Name)}
            yield from statements(node.orelse if is_main else node.body + node.orelse)
        elif isinstance(node, ast.Try):
            yield from statements(node.body + [s for h in node.handlers for s in h.body] + node.orelse + node.finalbody)
        else:
            yield node


class Module:
    """What the names of a module stand for."""

    def __init__(self, tree):
        self.imported = {}
        self.assigned = {}
        self.functions = {}
        self.objects = {}
        self.looked_up = []
        for node in statements(tree.body):
            self.take(node)

    def take(self, node):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                self.imported[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.functions.pop(node.name, None)  # the last one counts, and where it stands
            self.functions[node.name] = node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) or type(node).__name__ == "TypeAlias":
            self.assign(node)

    def assign(self, node):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None) or node.name]
        for target in targets:
            if isinstance(target, ast.Name) and node.value is not None:
                self.assigned[target.id] = node.value
                if isinstance(node.value, ast.Call) and self.is_of_shim(node.value.func, "Tool"):
                    self.objects[target.id] = node.value

    def dotted(self, node):
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self.dotted(node.value)}.{node.attr}"
        return ""

    def is_of_shim(self, node, name):
        parts = self.dotted(node).split(".")
        return parts[0] == "selectools" and parts[-1] == name

    def literal(self, node):
        """The value of an expression that computes nothing but joined texts. Raises ValueError."""
        if isinstance(node, ast.Name) and node.id in self.assigned and node.id not in self.looked_up:
            return self.through(node.id, self.literal)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.literal(node.left), self.literal(node.right)
            if isinstance(left, str) and isinstance(right, str):
                return left + right
        if isinstance(node, ast.Dict) and all(node.keys):
            return {self.literal(key): self.literal(value) for key, value in zip(node.keys, node.values)}
        if isinstance(node, ast.List):
            return [self.literal(item) for item in node.elts]
        return ast.literal_eval(node)

    def through(self, name, read):
        """What `read` makes of the value of a name; a name that stands for itself is no loop."""
        self.looked_up.append(name)
        try:
            return read(self.assigned[name])
        finally:
            self.looked_up.pop()

    def literals(self, node):
        """Of a dictionary what can be told without computing."""
        found = {}
        for key, value in zip(node.keys, node.values) if isinstance(node, ast.Dict) else ():
            try:
                found[self.literal(key)] = self.literal(value)
            except (ValueError, TypeError, AttributeError):
                pass
        return found

    # --- type hints

    def word(self, node):
        """The name of a type, without the module it is from if that is one of Python's."""
        name = self.dotted(node)
        module, _, last = name.rpartition(".")
        return last if module in {"", "typing", "typing_extensions", "collections.abc", "builtins"} else name

    def schema(self, node):
        if isinstance(node, ast.Constant):
            return self.schema_of_constant(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.union([node.left, node.right])
        if isinstance(node, ast.Subscript):
            return self.generic(self.word(node.value), parts_of(node))
        word = self.word(node)
        if word in PLAIN:
            return {"type": PLAIN[word]}
        if word in LISTS:
            return {"type": "array"}
        if isinstance(node, ast.Name) and node.id in self.assigned and node.id not in self.looked_up:
            return self.through(node.id, self.schema)
        return {}

    def schema_of_constant(self, value):
        if value is None:
            return {"type": "null"}
        if not isinstance(value, str):
            return {}
        try:
            return self.schema(ast.parse(value.strip(), mode="eval").body)
        except (SyntaxError, ValueError):
            return {}

    def generic(self, word, parts):
        if word == "Optional":
            return self.union(parts + [ast.Constant(value=None)])
        if word == "Union":
            return self.union(parts)
        if word == "Literal":
            return self.one_of(parts)
        if word == "Annotated":
            return self.annotated(parts)
        if word in {"Required", "NotRequired", "Final", "ReadOnly"}:
            return self.schema(parts[0])
        schema = {"type": PLAIN[word]} if word in PLAIN else {"type": "array"} if word in LISTS else {}
        inner = {}
        if word in LISTS and (len(parts) == 1 or is_dots(parts[-1])):
            inner = {"items": self.schema(parts[0])}
        elif word in PLAIN and len(parts) == 2:
            inner = {"additionalProperties": self.schema(parts[1])}
        return {**schema, **{key: value for key, value in inner.items() if value}}

    def one_of(self, parts):
        try:
            values = [self.literal(part) for part in parts]
        except (ValueError, TypeError):
            return {}
        if not all(type(value) in NAMES_OF_JSON for value in values):
            return {}
        types = list(dict.fromkeys(NAMES_OF_JSON[type(value)] for value in values))
        return {"type": types[0] if len(types) == 1 else types, "enum": values}

    def annotated(self, parts):
        schema = self.schema(parts[0])
        for note in parts[1:]:
            if isinstance(note, ast.Call):  # such as Field(description="…")
                note = next((k.value for k in note.keywords if k.arg == "description"), None)
            text = self.text(note)
            if text:
                return {**schema, "description": text}
        return schema

    def text(self, node):
        try:
            value = self.literal(node) if node is not None else None
        except (ValueError, TypeError, AttributeError):
            return None
        return value if isinstance(value, str) else None

    def union(self, parts):
        schemas = []
        for part in parts:
            schema = self.schema(part)
            schemas += schema["anyOf"] if list(schema) == ["anyOf"] else [schema]
        if not all(schemas):
            return {}
        if all(list(schema) == ["type"] for schema in schemas):
            types = []
            for schema in schemas:
                types += schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            types = list(dict.fromkeys(types))
            return {"type": types[0] if len(types) == 1 else types}
        rest = [schema for schema in schemas if schema != {"type": "null"}]
        return with_null(rest[0]) if len(rest) == 1 else {"anyOf": schemas}

    def made_of_list(self, node):
        """What a list is to become before the function gets it."""
        if isinstance(node, ast.Subscript):
            node = node.value
        return MADE_OF_LISTS.get(self.word(node)) if node is not None else None


def parts_of(node):
    inner = node.slice
    if type(inner).__name__ == "Index":  # until Python 3.8
        inner = inner.value
    return list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]


def is_dots(node):
    return isinstance(node, ast.Constant) and node.value is ...


def with_null(schema):
    if isinstance(schema.get("type"), str):
        schema = {**schema, "type": [schema["type"], "null"]}
        return {**schema, "enum": schema["enum"] + [None]} if "enum" in schema else schema
    return {"anyOf": [schema, {"type": "null"}]}


def without_null(schema):
    """For an argument whose default is None, null says no more than leaving it out."""
    if isinstance(schema.get("type"), list):
        types = [name for name in schema["type"] if name != "null"]
        schema = {**schema, "type": types[0] if len(types) == 1 else types}
    if "enum" in schema:
        schema = {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    if "anyOf" in schema:
        rest = [inner for inner in schema["anyOf"] if inner != {"type": "null"}]
        others = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**rest[0], **others} if len(rest) == 1 else {**others, "anyOf": rest}
    return schema


# --- docstrings

SECTION = re.compile(r"(Args|Arguments|Parameters|Params|Keyword Args|Keyword Arguments|Other Parameters"
                     r"|Returns?|Yields?|Raises|Examples?|Notes?|Attributes|References|See Also|Todo|Warnings?):?\s*$")
OF_PARAMETERS = {"Args", "Arguments", "Parameters", "Params", "Keyword Args", "Keyword Arguments", "Other Parameters"}
GOOGLE_ITEM = re.compile(r"(\s+)\*{0,2}(\w+)\s*(?:\(.*?\))?\s*:(?:\s+(.*))?$")
NUMPY_ITEM = re.compile(r"\*{0,2}(\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$")
REST_ITEM = re.compile(r":(?:param|parameter|arg|argument|key|keyword)\s+(?:[^:]*\s)?\*{0,2}(\w+)\s*:\s*(.*)$")


def joined(lines):
    return " ".join(" ".join(lines).split())


def summary_of(lines):
    taken = []
    for line in lines:
        if SECTION.match(line) or line.startswith((":", "----")) or (taken and not line.strip()):
            break
        taken += [line] if line.strip() else []
    return joined(taken)


class Docstring:
    """Its first paragraph, and what it says of the parameters, in the style of Google, of numpy or of Sphinx."""

    def __init__(self, text):
        lines = (text or "").expandtabs().splitlines()
        self.summary = summary_of(lines)
        self.about = {}
        at = 0
        while at < len(lines):
            at = self.take(lines, at)
        self.about = {name: joined(words) for name, words in self.about.items()}

    def take(self, lines, at):
        field = REST_ITEM.match(lines[at])
        if field:
            return self.take_indented(lines, at + 1, [field.group(1)], field.group(2))
        section = SECTION.match(lines[at])
        if not section or section.group(1) not in OF_PARAMETERS:
            return at + 1
        if at + 1 < len(lines) and re.match(r"-{3,}\s*$", lines[at + 1]):
            return self.take_numpy(lines, at + 2)
        return self.take_google(lines, at + 1)

    def take_indented(self, lines, at, names, first):
        words = [first or ""]
        while at < len(lines) and lines[at].startswith(" "):
            words.append(lines[at])
            at += 1
        for name in names:
            self.about.setdefault(name, words)
        return at

    def take_numpy(self, lines, at):
        while at < len(lines):
            item = NUMPY_ITEM.match(lines[at])
            is_heading = at + 1 < len(lines) and re.match(r"-{3,}\s*$", lines[at + 1])
            if is_heading or (lines[at].strip() and not item):
                return at
            names = re.findall(r"\w+", item.group(1)) if item else []
            at = self.take_indented(lines, at + 1, names, "")
        return at

    def take_google(self, lines, at):
        indent = None
        words = []
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(" ")):
            item = GOOGLE_ITEM.match(lines[at])
            if item and indent in (None, len(item.group(1))):
                indent = len(item.group(1))
                words = self.about.setdefault(item.group(2), [])
                words.append(item.group(3) or "")
            else:
                words.append(lines[at])
            at += 1
        return at


# --- functions

def defaults_of(arguments):
    """Each argument that can be named, with its default, which is absent if it is required."""
    named = arguments.posonlyargs + arguments.args
    without = len(named) - len(arguments.defaults)
    yield from zip(named, [None] * without + arguments.defaults)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults)


class Words:
    """What a call of tool() or Tool() says."""

    def __init__(self, module, call):
        keywords = {k.arg: k.value for k in call.keywords} if isinstance(call, ast.Call) else {}
        self.name = module.text(keywords.get("name"))
        if "name" in keywords and self.name is None:
            raise Fault("the name of a tool must be written out as a text", call.lineno)
        self.description = module.text(keywords.get("description"))
        self.about = module.literals(keywords.get("param_metadata"))
        injected = keywords.get("injected_kwargs")
        keys = injected.keys if isinstance(injected, ast.Dict) else []
        self.hidden = {key.value for key in keys if isinstance(key, ast.Constant)}
        self.parameters = keywords.get("parameters")
        self.function = keywords.get("function")


def described(module, argument, default, about, docstring):
    schema = module.schema(argument.annotation) if argument.annotation else {}
    if isinstance(default, ast.Constant) and default.value is None:
        schema = without_null(schema)
    elif default is not None:
        try:
            value = module.literal(default)
            json.dumps(value, allow_nan=False)
            schema = {**schema, "default": value}
        except (ValueError, TypeError, AttributeError):
            pass  # such as a call: what it gives is known only when it is called
    said = about.get(argument.arg, {})
    said = said if isinstance(said, dict) else {}
    text = said.get("description") or schema.get("description") or docstring.about.get(argument.arg)
    schema = {**schema, "description": text} if text else schema
    return {**schema, "enum": said["enum"]} if isinstance(said.get("enum"), list) else schema


def parameters_of(module, node, words, docstring):
    properties, required, made = {}, [], {}
    for argument, default in defaults_of(node.args):
        if argument.arg in words.hidden:
            continue
        properties[argument.arg] = described(module, argument, default, words.about, docstring)
        if default is None:
            required.append(argument.arg)
        kind = module.made_of_list(argument.annotation)
        if kind:
            made[argument.arg] = kind
    schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    if node.args.kwarg:
        schema["additionalProperties"] = True
    return schema, made


def function_tool(module, name, node):
    mark = next((d for d in node.decorator_list
                 if module.is_of_shim(d.func if isinstance(d, ast.Call) else d, "tool")), None)
    words = Words(module, mark)
    docstring = Docstring(ast.get_docstring(node))
    parameters, made = parameters_of(module, node, words, docstring)
    return {"name": words.name or name, "function": name, "description": words.description or docstring.summary,
            "parameters": parameters, "made_of_lists": made, "line": node.lineno, "marked": mark is not None}


def object_tool(module, name, call):
    """NAME = Tool(name=…, parameters=[ToolParameter(…)], function=…)"""
    words = Words(module, call)
    node = module.functions.get(getattr(words.function, "id", ""))
    docstring = Docstring(ast.get_docstring(node) if node else "")
    if isinstance(words.parameters, ast.List):
        parameters, made = listed_parameters(module, words.parameters.elts), {}
    elif node:
        parameters, made = parameters_of(module, node, words, docstring)
    else:
        raise Fault("the parameters of a Tool must be written out as a list", call.lineno)
    return {"name": words.name or name, "function": name, "description": words.description or docstring.summary,
            "parameters": parameters, "made_of_lists": made, "line": call.lineno, "marked": True}


def listed_parameters(module, calls):
    properties, required = {}, []
    for call in calls:
        said = dict(zip(["name", "param_type", "description", "required", "enum"], getattr(call, "args", [])))
        said.update({k.arg: k.value for k in getattr(call, "keywords", [])})
        name = module.text(said.get("name"))
        if name is None:
            raise Fault("the parameters of a Tool must be written out", call.lineno)
        schema = module.schema(said["param_type"]) if "param_type" in said else {}
        about = {key: value for key, value in module.literals(
            ast.Dict(keys=[ast.Constant(value=key) for key in said], values=list(said.values()))).items()
            if key in ("description", "enum") and value}
        properties[name] = {**schema, **about}
        if getattr(said.get("required"), "value", True):
            required.append(name)
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def tools_of(source):
    try:
        module = Module(ast.parse(source))
    except SyntaxError as error:
        raise Fault(error.msg, error.lineno or 1)
    except ValueError as error:
        raise Fault(str(error), 1)
    found = [function_tool(module, name, node) for name, node in module.functions.items()]
    found += [object_tool(module, name, call) for name, call in module.objects.items()]
    found.sort(key=lambda tool: tool["line"])
    any_marked = any(tool["marked"] for tool in found)
    try:
        public = module.literal(module.assigned["__all__"]) if "__all__" in module.assigned else None
    except (ValueError, TypeError, AttributeError):
        public = None
    for tool in found:
        is_public = tool["function"] in public if public else not tool["function"].startswith("_")
        tool["offered"] = tool.pop("marked") if any_marked else tool.pop("marked") or is_public
    return found


def places():
    """Where this Python lies; a program of a person may be in no folder of the system."""
    prefixes = dict.fromkeys(way(prefix) for prefix in (sys.prefix, sys.base_prefix)
                             for way in (os.path.abspath, os.path.realpath))
    parts = ("bin", "lib", "lib64", "ssl", "pyvenv.cfg")
    found = [os.path.join(prefix, part) for prefix in prefixes for part in parts]
    return [path for path in found if os.path.exists(path)]


def main():
    answer = {"executable": sys.executable, "places": places(), "functions": []}
    try:
        if sys.version_info < (3, 8):
            raise Fault(f"tools need Python 3.8 or newer, and {sys.executable} is older", 0)
        answer["functions"] = tools_of(sys.stdin.buffer.read())
    except Fault as fault:
        answer["fault"] = {"message": str(fault), "line": fault.line}
    except (RecursionError, MemoryError):
        answer["fault"] = {"message": "it is nested too deeply to be read", "line": 0}
    json.dump(answer, sys.stdout)


main()
