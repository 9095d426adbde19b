"""Finds the request in the body of a method: HTTP method and path, written as literals.

The shapes: ``self._post("/jobs")``, ``request("jobs", method="POST")``,
``build(method="POST", path="/jobs")``, ``request("POST", "/jobs")``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from specquilt.comparison.parity.inventory import Route

_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_PATH_KEYWORDS = ("path", "url", "endpoint", "route")


def routes(body: ast.AST) -> list[Route]:
    """Return the requests in the body of a function, each once, in the order of the code."""
    calls = (each for each in ast.walk(body) if isinstance(each, ast.Call))
    found = [route for call in calls if (route := route_of(call))]
    return list(dict.fromkeys(found))


def delegates(body: ast.AST) -> Iterator[tuple[str, ...]]:
    """Yield the methods of the same object that a function calls, as ``("_raw_client", "list")``."""
    for each in ast.walk(body):
        if isinstance(each, ast.Call):
            chain = attributes(each.func)
            if chain[:1] == ("self",) and len(chain) > 1:
                yield chain[1:]


def attributes(node: ast.AST) -> tuple[str, ...]:
    """Return ``("self", "_raw", "get")`` for ``self._raw.get``; empty for other expressions."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute) and (before := attributes(node.value)):
        return (*before, node.attr)
    return ()


def route_of(call: ast.Call) -> Route | None:
    """Return the request that a call sends; None if it sends none."""
    keywords = {each.arg: each.value for each in call.keywords if each.arg}
    verb, rest = _verb(call, keywords)
    if not verb:
        return None
    given = next((keywords[name] for name in _PATH_KEYWORDS if name in keywords), None)
    path = _text(given if given is not None else rest[0] if rest else None)
    is_certain = "method" in keywords
    if not path or not (is_certain or path.startswith(("/", "http://", "https://"))):
        return None
    return Route(verb.upper(), path)


def _verb(call: ast.Call, keywords: dict[str, ast.expr]) -> tuple[str, list[ast.expr]]:
    """Return the HTTP method of a call, and its other positional arguments."""
    if verb := _known(_constant(keywords.get("method"))):
        return verb, call.args
    if call.args and (verb := _known(_constant(call.args[0]))):
        return verb, call.args[1:]
    chain = attributes(call.func)
    verb = _known(chain[-1].strip("_").partition("_")[0]) if chain[:1] == ("self",) else ""
    return verb, call.args


def _known(word: str) -> str:
    return word if word.lower() in _VERBS else ""


def _constant(node: ast.AST | None) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""  # type: ignore[union-attr]


def _text(node: ast.AST | None) -> str:
    """Return a path with the names of its parameters, from a literal or what contains one."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_piece, parts))
        case ast.BinOp(left=left, right=right):
            return _joined(_text(left), _text(right))
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            return text
        case ast.Call(args=arguments):
            return next((text for each in reversed(arguments) if len(text := _text(each)) > 1), "")
    return ""


def _piece(node: ast.expr) -> str:
    if isinstance(node, ast.FormattedValue):
        names = [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)]
        return f"{{{names[-1] if names else ''}}}"
    return _constant(node)


def _joined(left: str, right: str) -> str:
    return left + right if left and right else left or right
