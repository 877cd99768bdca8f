"""Reads Python scripts, and never runs them.

A request is a line "SIZE MINOR" with the size of the script in bytes and the
minor version of the runtime (0 for any), and then the script in UTF-8. An answer
is one line of JSON: the nodes of the script's tree, each in front of its children
(package syntax tells what they hold), or an error. The first line of all says
which Python this is. Only built-in modules are imported: to start is most of the
work.
"""
import gc
import sys
from _ast import (AST, AsyncFunctionDef, Attribute, ClassDef, Compare, Constant, FunctionDef, In, JoinedStr, Name, NotIn,
                  PyCF_ONLY_AST, Return, alias, arg, boolop, cmpop, expr_context, keyword, operator, unaryop)

try:
    from _json import encode_basestring_ascii as quote
except ImportError:
    from json.encoder import encode_basestring_ascii as quote


class Imported(AST):
    """What something was called that is imported under another name."""


# Nodes that are not handed over.
MARKS = (boolop, cmpop, expr_context, operator, unaryop)
# Where nodes have their name.
NAMES = {Name: "id", Attribute: "attr", arg: "arg", keyword: "arg", FunctionDef: "name", AsyncFunctionDef: "name",
         ClassDef: "name", Imported: "name"}


def main():
    limit_memory()
    gc.disable()  # trees are freed without it
    say([sys.version_info[0], sys.version_info[1]])
    requests = sys.stdin.buffer
    while True:
        header = requests.readline()
        if not header:
            return
        size, minor = header.split()
        say(answer(requests.read(int(size)), int(minor)))


def limit_memory():
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    except (ImportError, ValueError, OSError):
        pass  # there is no such limit on this system


def answer(text, minor):
    host = sys.version_info[1]
    try:
        source = text.decode("utf-8")
        version = min(minor, host) if minor else host
        module = compile(source, "script", "exec", PyCF_ONLY_AST, True, _feature_version=version)
        outside = return_outside(module)
        if outside is not None:
            before = line_of(source, outside.lineno)[:outside.col_offset].decode("utf-8", "replace")
            column = len(before) + 1
            return {"error": {"message": "'return' outside function", "line": outside.lineno,
                              "column": column, "end": column + len("return")}}
        return {"nodes": tree(module)}
    except SyntaxError as e:
        if minor > host or e.lineno is None:
            return {"unsure": True}  # it may be right in a newer Python than this
        error = {"message": e.msg, "line": e.lineno, "column": e.offset or 1}
        if getattr(e, "end_lineno", None) == e.lineno and (e.end_offset or 0) > (e.offset or 1):
            error["end"] = e.end_offset
        return {"error": error}
    except Exception:  # too deep, too large, not UTF-8: the script may be right
        return {"unsure": True}


def line_of(source, number):
    lines = source.encode("utf-8").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return lines[number - 1]


def return_outside(module):
    """A return that is in no function, None if there is none."""
    # Expressions hold no return: only statements are looked into.
    waiting = module.body[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Return):
            return node
        if isinstance(node, (FunctionDef, AsyncFunctionDef)):
            continue
        inner = []
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            inner.extend(getattr(node, name, None) or [])
        waiting.extend(inner[::-1])


def tree(module):
    nodes = []
    waiting = [("", module)]
    while waiting:
        field, node = waiting.pop()
        if type(node).__name__ == "Index":  # before Python 3.9
            node = node.value
        inner = children(node)
        kind, text = kind_and_text(node)
        nodes.append({
            "kind": kind, "field": field, "text": text, "context": type(getattr(node, "ctx", None)).__name__,
            "line": getattr(node, "lineno", 1), "column": getattr(node, "col_offset", 0), "children": len(inner),
        })
        waiting += inner[::-1]
    return nodes


def children(node):
    """The nodes in a node, each with its field. None may stand in a list."""
    found = []
    for field in getattr(node, "_fields", ()):
        value = getattr(node, field, None)
        if isinstance(value, list):
            found += [(field, item) for item in value if isinstance(item, AST) or item is None]
        elif isinstance(value, AST):
            found.append((field, value))
    if isinstance(node, alias) and node.asname:
        was = Imported()
        was.name = node.name
        found.append(("name", was))
    left_out = MARKS + (Constant,) if isinstance(node, JoinedStr) else MARKS
    return [(field, item) for field, item in found if not isinstance(item, left_out)]


def kind_and_text(node):
    kind, text = type(node).__name__, None
    if node is None:
        kind = "Nothing"
    elif isinstance(node, Constant) and node.value is None:
        kind = "None"
    elif isinstance(node, Constant) and isinstance(node.value, str):
        kind, text = "Str", node.value
    elif isinstance(node, Compare) and isinstance(node.ops[0], (In, NotIn)):
        text = type(node.ops[0]).__name__
    elif isinstance(node, alias):
        text = node.asname or node.name.split(".")[0]
    elif type(node) in NAMES:
        text = getattr(node, NAMES[type(node)])
    return kind, text or ""


def say(value):
    sys.stdout.write(to_json(value) + "\n")
    sys.stdout.flush()


def to_json(value):
    if value is True:
        return "true"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        return "{" + ",".join(quote(k) + ":" + to_json(v) for k, v in value.items()) + "}"
    return "[" + ",".join(to_json(v) for v in value) + "]"


main()
