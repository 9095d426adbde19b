"""What an operationId says, without what frameworks add to the names of functions."""

from __future__ import annotations

import re

from specquilt.openapi.words import stem, words
from specquilt.python.names.paths import is_method_and_path, names_of_path, resources_in

_CONTROLLER = "Controller_"
_SUFFIX = re.compile(r"(_v\d++)?(\[\d++\])?\Z", re.ASCII)


def spoken_names(
    operation_id: str, method: str, path: str, tag: str, *, lists: bool = False
) -> list[list[str]]:
    """Return what an operation can be called, the shortest name first, each as words.

    FastAPI appends the path and the method (``read_item_items__item_id__get``), NestJS puts the
    controller first (``ItemsController_findOne_v1``); others repeat the method and the path. None if
    the operationId has no words.

    Args:
        operation_id: as in the document.
        method: the HTTP method, in upper or lower case.
        path: as in the document.
        tag: what the method is grouped by, or an empty string.
        lists: whether the response is a list.
    """
    if is_method_and_path(operation_id, method, path):
        return [*names_of_path(method, path, lists=lists)]
    end = f"{re.sub(r'[^a-zA-Z0-9_]', '_', path.partition('?')[0])}_{method}"
    is_appended = operation_id.lower().endswith(end.lower())
    if is_appended and (name := words(operation_id[: -len(end)])):
        longer = [*name, *_words_of_path(path, [*name, *words(tag)])]
        return [name, longer, [*longer, method], words(operation_id)]
    return _with_controller(operation_id) or list(filter(None, [words(operation_id)]))


def _with_controller(operation_id: str) -> list[list[str]]:
    """Return the names of a function of a controller; none if that is no such function."""
    controller, found, rest = operation_id.rpartition(_CONTROLLER)
    before, after = words(controller), words(_SUFFIX.sub("", rest))
    if not (found and after):
        return []
    return [after, [*after, *before] if len(after) == 1 else [*before, *after]]


def _words_of_path(path: str, known: list[str]) -> list[str]:
    """Return the words that tell a path from others of the same name, without what is known."""
    parts = resources_in(path)
    stems = {stem(word.lower()) for word in known}
    return [word for part in parts for word in words(part) if stem(word.lower()) not in stems]
