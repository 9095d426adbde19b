"""What an operation can be called if only its method and path are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specquilt.openapi.words import stem, words

_NO_RESOURCE = re.compile(r"v\d\w*+|api|\d++(\.\d++)+|\d{4}-\d{2}-\d{2}", re.IGNORECASE)
_FORMAT = re.compile(r"\.(json|xml|csv)\Z", re.IGNORECASE)
_VERBS = {
    "POST": "create",
    "PUT": "replace",
    "PATCH": "update",
}
"""What methods do with a resource; others say it themselves."""

_ACTIONS = frozenset(
    [
        "accept",
        "activate",
        "add",
        "apply",
        "approve",
        "archive",
        "assign",
        "authenticate",
        "authorize",
        "batch",
        "block",
        "cancel",
        "check",
        "clear",
        "clone",
        "close",
        "complete",
        "confirm",
        "connect",
        "convert",
        "copy",
        "count",
        "create",
        "deactivate",
        "decline",
        "delete",
        "deploy",
        "disable",
        "disconnect",
        "download",
        "duplicate",
        "edit",
        "enable",
        "execute",
        "export",
        "fetch",
        "find",
        "generate",
        "get",
        "import",
        "init",
        "initialize",
        "invite",
        "invoke",
        "join",
        "leave",
        "link",
        "list",
        "lock",
        "login",
        "logout",
        "lookup",
        "mark",
        "merge",
        "move",
        "notify",
        "open",
        "pause",
        "ping",
        "preview",
        "process",
        "publish",
        "purge",
        "push",
        "query",
        "read",
        "reboot",
        "recover",
        "refresh",
        "register",
        "reject",
        "release",
        "reload",
        "remove",
        "rename",
        "render",
        "renew",
        "reopen",
        "replace",
        "request",
        "resend",
        "reset",
        "resolve",
        "restart",
        "restore",
        "resume",
        "retrieve",
        "retry",
        "revoke",
        "rotate",
        "run",
        "save",
        "scan",
        "schedule",
        "search",
        "send",
        "set",
        "share",
        "sign",
        "split",
        "start",
        "stop",
        "submit",
        "subscribe",
        "suspend",
        "switch",
        "sync",
        "test",
        "toggle",
        "transfer",
        "trigger",
        "unarchive",
        "unassign",
        "unblock",
        "undo",
        "uninstall",
        "unlink",
        "unlock",
        "unpublish",
        "unsubscribe",
        "update",
        "upgrade",
        "upload",
        "upsert",
        "validate",
        "verify",
        "view",
    ]
)
"""First words of segments that say what is done, instead of what it is done to."""

_KEYS = frozenset({"id", "uuid", "guid", "key", "name", "slug", "number", "code"})
"""Last words of parameters that say which item is meant."""

_SINGULAR = ("ss", "us", "is")
"""Ends of words that end in an `s`, but mean one."""


def resources_in(path: str) -> list[str]:
    """Return the segments that name resources: no versions, parameters or prefixes."""
    segments = path.partition("?")[0].split("/")
    fixed = (_FORMAT.sub("", segment) for segment in segments if "{" not in segment)
    return [each for each in fixed if words(each) and not _NO_RESOURCE.fullmatch(each)]


def names_of_path(method: str, path: str, *, lists: bool) -> Iterator[list[str]]:
    """Yield what an operation can be called, the shortest name first, each as words.

    Args:
        method: HTTP method, in upper case.
        path: As in the document.
        lists: Whether the response is a list.
    """
    segments = [words(each) for each in resources_in(path)]
    if segments and is_item(path):
        segments[-1] = _item(segments[-1], path)
    *outer, last = segments or [[]]
    if last and last[0].lower() in _ACTIONS and not is_item(path):
        yield last
        yield [*last, *(outer[-1] if outer else [])]
    else:
        verb = _verb(method, item=is_item(path), lists=lists)
        for count in range(1, len(segments) + 1):
            yield [verb, *(word for segment in segments[-count:] for word in segment)]
    yield [method.lower(), *words(path)]


def is_method_and_path(operation_id: str, method: str, path: str) -> bool:
    """Return whether an operationId only repeats the method and the path."""
    given = [word.lower() for word in words(operation_id)]
    if given[:1] != [method.lower()]:  # most operationIds
        return False
    segments = [segment for segment in path.split("/") if words(segment)]
    start = next((at for at, each in enumerate(segments) if resources_in(each)), 0)
    endings = [
        [word.lower() for each in segments[at:] for word in words(each)] for at in (0, start)
    ]
    return bool(segments) and given[1:] in endings


def is_item(path: str) -> bool:
    """Return whether a path ends in a parameter."""
    return path.rstrip("/").rpartition("/")[2].startswith("{")


def _item(segment: list[str], path: str) -> list[str]:
    """Return what one item of a segment is called: ``job`` for ``/jobs/{id}``."""
    *before, last = segment
    *named, kind = words(path.rpartition("{")[2]) or [""]
    if named and kind.lower() in _KEYS and stem(named[-1]) == stem(last):
        return named
    return [*before, last if last.lower().endswith(_SINGULAR) else stem(last)]


def _verb(method: str, *, item: bool, lists: bool) -> str:
    if method == "GET":
        return "list" if lists and not item else "get"
    if method == "POST" and item:
        return "update"
    return _VERBS.get(method, method.lower())
