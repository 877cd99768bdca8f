"""Reads the Python scripts of SSM documents, and never runs them.

A request is a line "SIZE HANDLER MINOR" with the size of the script in bytes,
the name of its handler ("-" for none, "?" to ask for its API calls alone) and the minor version of the runtime (0
for any), and then the script in UTF-8. An answer is one line of JSON. The first
line of all says which Python this is. Only built-in modules are imported: to
start is most of the work.
"""
import gc
import sys
from _ast import (AST, Assign, AnnAssign, AsyncFunctionDef, Attribute, Call, ClassDef, Compare, Constant, Dict,
                  FunctionDef, Import, ImportFrom, In, Lambda, Load, Name, NotIn, PyCF_ONLY_AST, Return, Store,
                  Subscript, Try, Yield, YieldFrom)

try:
    from _json import encode_basestring_ascii as quote
except ImportError:
    from json.encoder import encode_basestring_ascii as quote

FUNCTIONS = (FunctionDef, AsyncFunctionDef)
SCOPES = FUNCTIONS + (ClassDef, Lambda)
# How far the value that a function returns is followed into other functions.
MOST_CALLS = 8


def main():
    limit_memory()
    gc.disable()  # trees are freed without it, and it takes half of the time
    sys.stdout.write(to_json([sys.version_info[0], sys.version_info[1]]) + "\n")
    sys.stdout.flush()
    requests = sys.stdin.buffer
    while True:
        header = requests.readline()
        if not header:
            return
        size, handler, minor = header.split()
        text = requests.read(int(size))
        sys.stdout.write(to_json(answer(text, handler.decode(), int(minor))) + "\n")
        sys.stdout.flush()


def limit_memory():
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    except (ImportError, ValueError, OSError):
        pass  # there is no such limit on this system


def answer(text, handler, minor):
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
        return api_calls(module) if handler == "?" else facts(module, handler)
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


def facts(module, handler):
    functions, names, star = {}, set(), False
    for node in level(module):
        if isinstance(node, FUNCTIONS):
            functions[node.name] = node
        elif isinstance(node, ClassDef):
            names.add(node.name)
        elif isinstance(node, (Import, ImportFrom)):
            for alias in node.names:
                star = star or alias.name == "*"
                if alias.name != "*":
                    names.add(alias.asname or alias.name.split(".")[0])
        elif isinstance(node, Name) and isinstance(node.ctx, Store):
            names.add(node.id)
    result = {
        "functions": [signature(f) for f in functions.values()],
        "names": sorted(names - set(functions)),
        "star": star,
    }
    if handler in functions and handler not in names:
        f = functions[handler]
        result["reads"] = reads(f)
        keys = returned(f, functions, MOST_CALLS)
        if keys is not None:
            result["returned"] = sorted(keys)
    return result


# Fields that never hold a node of interest: words, and marks such as Load.
PLAIN = {"ctx", "op", "ops", "id", "attr", "name", "arg", "lineno", "kind", "conversion", "module", "level",
         "type_comment", "type_ignores", "asname", "rest", "is_async", "simple"}
# The other fields of each type of node, found out once.
fields = {Name: (), Constant: ()}


def children(node):
    kind = type(node)
    names = fields.get(kind)
    if names is None:
        names = fields[kind] = tuple(name for name in kind._fields if name not in PLAIN)
    found = []
    for name in names:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [item for item in value if isinstance(item, AST)]
        elif isinstance(value, AST):
            found.append(value)
    return found


def level(root):
    """The nodes of one scope, without what is inside the scopes in it."""
    waiting = children(root)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        kind = type(node)
        if kind is not Name and kind is not Constant and kind not in SCOPES:
            waiting += children(node)[::-1]


def return_outside(module):
    """A return that is in no function, None if there is none."""
    for node in level_with_classes(module):
        if isinstance(node, Return):
            return node


def level_with_classes(module):
    # Expressions hold no return: only statements are looked into.
    waiting = module.body[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, FUNCTIONS):
            continue
        inner = []
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            inner.extend(getattr(node, name, None) or [])
        waiting.extend(inner[::-1])


def signature(f):
    a = f.args
    positional = len(getattr(a, "posonlyargs", ())) + len(a.args)
    needed = positional - len(a.defaults)
    keywords = sum(1 for d in a.kw_defaults if d is None)
    return {
        "name": f.name, "line": f.lineno, "column": f.col_offset,
        "least": needed, "most": -1 if a.vararg else positional, "keywords": keywords,
        "decorated": bool(f.decorator_list),
    }


def reads(f):
    """The keys that a handler takes out of its first parameter.

    They are certain unless they may be left unread, or are read so that they may
    be missing.
    """
    parameters = list(getattr(f.args, "posonlyargs", ())) + f.args.args
    if not parameters:
        return []
    event = parameters[0].arg
    found, optional = [], set()

    def add(part, at, certain):
        key = text_of(part)
        if key is not None:
            found.append({"key": key, "line": at.lineno, "column": at.col_offset, "certain": certain})
            if certain is None:
                optional.add(key)

    waiting = [(node, True) for node in f.body[::-1]]
    while waiting:
        node, certain = waiting.pop()
        kind = type(node)
        if kind is Constant:
            continue  # these and names are most of all nodes
        if kind is Name:
            if node.id == event and not isinstance(node.ctx, Load):
                return []  # the name stands for something else from here on
            continue
        if isinstance(node, SCOPES):
            # A function in the function: when it runs is not known, and what the
            # name stands for in it.
            if mentions(node, event):
                optional.update(constants(node))
            continue
        if isinstance(node, Subscript) and named(node.value, event):
            if isinstance(node.ctx, Load):
                add(index_of(node), node, certain)
            else:
                optional.add(text_of(index_of(node)))
        elif isinstance(node, Call) and isinstance(node.func, Attribute) and named(node.func.value, event):
            if node.func.attr in ("update", "setdefault", "__setitem__"):
                return []  # it fills the map itself
            for argument in node.args[:1]:
                add(argument, argument, None)
        elif isinstance(node, Compare) and isinstance(node.ops[0], (In, NotIn)) and named(node.comparators[0], event):
            add(node.left, node.left, None)
        if isinstance(node, Try):
            waiting.extend((n, False) for n in (node.finalbody + node.orelse + node.handlers)[::-1])
            waiting.extend((n, None if node.handlers else certain) for n in node.body[::-1])
        else:
            if certain and kind.__name__ in CONDITIONAL:
                certain = False
            waiting.extend((n, certain) for n in children(node)[::-1])
    for read in found:
        read["certain"] = bool(read["certain"]) and read["key"] not in optional
    return found


def index_of(node):
    """What stands between the brackets."""
    return node.slice if isinstance(node.slice, Constant) else getattr(node.slice, "value", node.slice)


# Inside these, something may not be evaluated at all.
CONDITIONAL = {"If", "IfExp", "For", "AsyncFor", "While", "BoolOp", "Match", "ListComp", "SetComp", "DictComp", "GeneratorExp", "TryStar"}


def named(node, name):
    return isinstance(node, Name) and node.id == name


def text_of(node):
    if isinstance(node, Constant) and isinstance(node.value, str):
        return node.value
    return None


def everything(root):
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        kind = type(node)
        if kind is not Name and kind is not Constant:
            waiting += children(node)


def mentions(root, name):
    return any(named(node, name) for node in everything(root))


def constants(root):
    return (text_of(node) for node in everything(root) if isinstance(node, Constant))


def returned(f, functions, depth):
    """The keys of what a function returns, None where they are not certain."""
    if depth == 0 or f.decorator_list or isinstance(f, AsyncFunctionDef):
        return None
    keys = set()
    for node in level(f):
        if isinstance(node, (Yield, YieldFrom)):
            return None
        if not isinstance(node, Return) or node.value is None:
            continue
        value = node.value
        if isinstance(value, Constant) and value.value is None:
            continue
        if isinstance(value, Dict):
            more = dict_keys(value)
        elif isinstance(value, Name):
            more = built(f, value.id)
        elif isinstance(value, Call) and isinstance(value.func, Name) and value.func.id in functions and not assigned(f, value.func.id):
            more = returned(functions[value.func.id], functions, depth - 1)
        else:
            more = None
        if more is None:
            return None
        keys |= more
    return keys


def assigned(f, name):
    return any(named(n, name) and isinstance(n.ctx, Store) for n in level(f))


def dict_keys(node):
    keys = {text_of(key) for key in node.keys}  # ** has the key None
    return None if None in keys else keys


def built(f, name):
    """The keys of a map that a function makes under a local name."""
    arguments = f.args
    if name in [a.arg for a in arguments.args + arguments.kwonlyargs]:
        return None
    keys, harmless = set(), set()
    made = False
    for node in everything(f):
        if isinstance(node, SCOPES) and node is not f and mentions(node, name):
            return None
        if isinstance(node, (Assign, AnnAssign)):
            targets = node.targets if isinstance(node, Assign) else [node.target]
            for target in targets:
                if named(target, name):
                    if not isinstance(node.value, Dict):
                        return None
                    more = dict_keys(node.value)
                    if more is None:
                        return None
                    keys |= more
                    made = True
                    harmless.add(id(target))
        if isinstance(node, Subscript) and named(node.value, name):
            key = text_of(index_of(node))
            if isinstance(node.ctx, Store):
                if key is None:
                    return None
                keys.add(key)
            harmless.add(id(node.value))
        elif isinstance(node, Return) and named(node.value, name):
            harmless.add(id(node.value))
        elif isinstance(node, Call):
            if isinstance(node.func, Attribute) and named(node.func.value, name) and node.func.attr in ("get", "keys", "items", "values"):
                harmless.add(id(node.func.value))
            elif isinstance(node.func, Name) and node.func.id in ("print", "len", "str"):
                harmless.update(id(a) for a in node.args if isinstance(a, Name))
    for node in everything(f):
        if named(node, name) and id(node) not in harmless:
            return None  # somebody else may change it
    return keys if made else None


def api_calls(module):
    """The calls of AWS APIs by boto3's clients, and whether there may be others.

    A name that stands for a client anywhere is taken to do so everywhere.
    """
    clients, used, hidden = {}, [], False
    for node in everything(module):
        if isinstance(node, (Assign, AnnAssign)) and isinstance(node.value, Call):
            service = client_of(node.value)
            for target in node.targets if isinstance(node, Assign) else [node.target]:
                if service and isinstance(target, (Name, Attribute)):
                    clients.setdefault(name_of(target), set()).add(service)
        if isinstance(node, Call) and name_of(node.func) in ("client", "resource"):
            hidden = hidden or client_of(node) is None
        if isinstance(node, Call) and isinstance(node.func, Attribute):
            used.append(node)
    calls = set()
    for node in used:
        method, client = node.func.attr, node.func.value
        if method == "get_paginator" and node.args:
            method = text_of(node.args[0])
        services = [client_of(client)] if isinstance(client, Call) else clients.get(name_of(client), ())
        calls.update(service + ":" + method for service in services if service and method)
    return {"calls": sorted(calls), "hidden": hidden}


def client_of(call):
    """The service of boto3.client("ec2"), None for any other call."""
    if name_of(call.func) != "client":
        return None
    for part in call.args[:1] + [k.value for k in call.keywords if k.arg == "service_name"]:
        return text_of(part)
    return None


def name_of(node):
    """The last part of a name such as self.ec2, None for what has none."""
    return node.attr if isinstance(node, Attribute) else getattr(node, "id", None)


def to_json(value):
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        return "{" + ",".join(quote(k) + ":" + to_json(v) for k, v in value.items()) + "}"
    return "[" + ",".join(to_json(v) for v in value) + "]"


main()
