"""Makes names agree that must: tags and parameters once, path parameters as the path has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.paths import template_names
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping


def agreeing(document: Document, keyword: str, place: Pointer) -> tuple[Edit, ...]:
    """Return the edits that make names agree.

    Args:
        document: the document.
        keyword: what does not agree.
        place: the list with duplicates, or the operation.
    """
    return tuple(_EDITS[Disagreement(keyword)](document, place))


def _without_id(_document: Document, place: Pointer) -> Iterator[Edit]:
    yield Remove((*place, "operationId"))


def _without_duplicate_tags(document: Document, place: Pointer) -> Iterator[Edit]:
    return _without_duplicates(document, place, lambda tag: tag.get("name"))


def _without_duplicate_parameters(document: Document, place: Pointer) -> Iterator[Edit]:
    return _without_duplicates(document, place, lambda each: (each.get("name"), each.get("in")))


def _without_duplicates(
    document: Document, place: Pointer, key: Callable[[dict[str, Any]], object]
) -> Iterator[Edit]:
    seen: set[object] = set()
    for at, value in enumerate(resolve(document.data, place)):
        name = key(mapping(follow(document.data, value)))
        if name in seen:
            yield Remove((*place, at))
        seen.add(name)


def _with_path_parameters(document: Document, place: Pointer) -> Iterator[Edit]:
    in_path = template_names(str(place[1]))
    wanted = dict.fromkeys(in_path)
    for owner in (place[:-1], place):
        for at, value in enumerate(_parameters(document, owner)):
            parameter = mapping(follow(document.data, value))
            if parameter.get("in") != "path":
                continue
            name = parameter.get("name")
            if name in wanted:
                del wanted[name]
            elif name not in in_path:
                yield Remove((*owner, "parameters", at))
    if wanted:
        added = [_path_parameter(name) for name in wanted]
        yield Set((*place, "parameters"), [*_parameters(document, place), *added])


def _parameters(document: Document, owner: Pointer) -> list[Any]:
    return listing(mapping(resolve(document.data, owner)).get("parameters"))


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


_EDITS: Final[dict[Disagreement, Callable[[Document, Pointer], Iterator[Edit]]]] = {
    Disagreement.OPERATION_IDS: _without_id,
    Disagreement.TAGS: _without_duplicate_tags,
    Disagreement.PARAMETERS: _without_duplicate_parameters,
    Disagreement.PATH_PARAMETERS: _with_path_parameters,
}
