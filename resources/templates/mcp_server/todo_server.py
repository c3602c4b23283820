#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A to-do list as an MCP server over standard input and output: one JSON-RPC message a line (Model Context Protocol
2025-06-18). The list is todos.json beside this file. Needs nothing but Python."""
import json
import pathlib
import sys

FILE = pathlib.Path(__file__).resolve().parent / "todos.json"


def read() -> list[dict]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else []


def write(todos: list[dict]) -> None:
    FILE.write_text(json.dumps(todos, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def list_todos() -> str:
    """List all todos with their numbers."""
    lines = [f"{i}. [{'x' if todo['done'] else ' '}] {todo['text']}" for i, todo in enumerate(read(), 1)]
    return "\n".join(lines) or "There is nothing to do."


def add_todo(text: str) -> str:
    """Add one todo at the end of the list."""
    todos = read()
    todos.append({"text": text.strip(), "done": False})
    write(todos)
    return f"Added as number {len(todos)}: {text.strip()}"


def finish_todo(number: int) -> str:
    """Mark the todo of this number as done."""
    todos = read()
    if not 1 <= number <= len(todos):
        raise ValueError(f"There is no todo {number}.")
    todos[number - 1]["done"] = True
    write(todos)
    return f"Done: {todos[number - 1]['text']}"


TOOLS = {
    "list_todos": (list_todos, {}, {"readOnlyHint": True, "openWorldHint": False}),
    "add_todo": (add_todo, {"text": {"type": "string", "description": "What is to be done."}},
                 {"readOnlyHint": False, "destructiveHint": False, "openWorldHint": False}),
    "finish_todo": (finish_todo, {"number": {"type": "integer", "description": "Its number in the list."}},
                    {"readOnlyHint": False, "destructiveHint": True, "openWorldHint": False}),
}


def describe(name: str) -> dict:
    function, properties, hints = TOOLS[name]
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {"name": name, "description": function.__doc__, "inputSchema": schema, "annotations": hints}


def call(name: str, arguments: dict) -> dict:
    try:
        text, failed = TOOLS[name][0](**arguments), False
    except (ValueError, TypeError) as error:
        text, failed = str(error), True
    return {"content": [{"type": "text", "text": text}], "isError": failed}


def answer(method: str, params: dict) -> dict:
    if method == "initialize":
        return {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
                "serverInfo": {"name": "todo", "version": "1"}}
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [describe(name) for name in TOOLS]}
    if method == "tools/call" and params.get("name") in TOOLS:
        return call(params["name"], params.get("arguments") or {})
    raise LookupError(method)


for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue  # a notification wants no answer
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    try:
        reply["result"] = answer(message["method"], message.get("params") or {})
    except LookupError as error:
        reply["error"] = {"code": -32601, "message": f"There is no {error}."}
    print(json.dumps(reply), flush=True)
