"""Path items and operations."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.references import Target, follow_target
from specquilt.sources.swagger.bodies import body, form
from specquilt.sources.swagger.media import media_types, readable
from specquilt.sources.swagger.notes import Note
from specquilt.sources.swagger.parameters import location, parameter
from specquilt.sources.swagger.part import Part, reference, without
from specquilt.sources.swagger.responses import depends_on_media_types, response
from specquilt.sources.swagger.servers import servers


@dataclass
class Conversion:
    """What operations share.

    Args:
        root: the whole document.
        notes: what cannot be expressed.
    """

    root: Part
    notes: list[Note] = field(default_factory=list)

    def media_types(self, key: str) -> list[Part]:
        """Return the media types of all operations: `consumes` or `produces`."""
        return media_types(self.root.entries().get(key, self.root.made(None)))

    def followed(self, part: Part) -> Part:
        """Return what a reference leads to, or the part itself if it is none."""
        found = follow_target(self.root.value, Target(part.origin, part.value))
        return Part(found.value, found.pointer)


def path_item(part: Part, conversion: Conversion) -> Part:
    """Convert a path item."""
    entries = part.entries()
    if not part.is_mapping:
        return part
    shared = _Parameters.of(entries.get("parameters"), conversion)
    made: dict[str, Any] = {
        key: _of_path(key, each, conversion, shared) for key, each in entries.items()
    }
    if "parameters" in entries:
        made["parameters"] = shared.converted(entries["parameters"], conversion)
    return part.made({key: each for key, each in made.items() if each is not None})


def _of_path(key: str, part: Part, conversion: Conversion, shared: _Parameters) -> Part:
    if key == "$ref":
        return reference(part)
    return operation(part, conversion, shared) if key in METHODS and part.is_mapping else part


@dataclass(frozen=True)
class _Parameters:
    """The parameters of a path item or an operation.

    Args:
        bodies: those in the body. There should be only one.
        fields: those in a form.
        others: all others, and references that cannot be resolved.
    """

    bodies: list[Part]
    fields: list[Part]
    others: list[Part]

    @staticmethod
    def of(part: Part | None, conversion: Conversion) -> _Parameters:
        """Return the parameters of a list."""
        pairs = [(each, conversion.followed(each)) for each in _listed(part)]
        places = [location(found) for _, found in pairs]
        by_place = list(zip(places, pairs, strict=True))
        return _Parameters(
            [found for place, (_, found) in by_place if place == "body"],
            [found for place, (_, found) in by_place if place == "formData"],
            [each for place, (each, _) in by_place if place not in ("body", "formData")],
        )

    def converted(self, part: Part, conversion: Conversion) -> Part | None:
        """Return the list of the parameters that are not in the body; None for an empty list."""
        if not _listed(part):
            return part
        found = [parameter(each, conversion.notes) for each in self.others]
        return part.made(found) if found else None


def _listed(part: Part | None) -> list[Part]:
    """Return the items of a list; a mapping is read as its values, or as one item."""
    if part is None:
        return []
    values = list(part.entries().values())
    if values and not all(each.is_mapping for each in values):
        return [part]
    return values or part.items()


def operation(part: Part, conversion: Conversion, shared: _Parameters) -> Part:
    """Convert an operation.

    Args:
        shared: the parameters of the path.
    """
    entries = part.entries()
    own = _Parameters.of(entries.get("parameters"), conversion)
    made: dict[str, Any] = without(entries, *readable(entries), "parameters")
    if "parameters" in entries:
        made["parameters"] = own.converted(entries["parameters"], conversion)
    made["requestBody"] = _request_body(part, conversion, own, shared)
    if "responses" in entries:
        made["responses"] = _responses(part, entries["responses"], conversion)
    if "schemes" in entries:
        made["servers"] = _servers(entries["schemes"], conversion)
    return part.made({key: each for key, each in made.items() if each is not None})


def _request_body(
    part: Part, conversion: Conversion, own: _Parameters, shared: _Parameters
) -> Part | None:
    written = part.entries().get("requestBody")
    if written is not None:
        message = "an operation with a request body has no parameter for it: this one is left out"
        conversion.notes.extend(Note(message, lost.origin) for lost in (*own.bodies, *own.fields))
        return written
    consumes = _media_types(part, "consumes", conversion)
    bodies = own.bodies or ([] if own.fields else shared.bodies)
    fields = [*shared.fields, *own.fields]
    for lost in fields if bodies else []:
        message = "an operation cannot have both a body and a form: this parameter is left out"
        conversion.notes.append(Note(message, lost.origin))
    if bodies:
        return body(bodies[0], consumes)
    return form(part, fields, consumes) if fields else None


def _responses(owner: Part, part: Part, conversion: Conversion) -> Part:
    produces = _media_types(owner, "produces", conversion)
    is_usual = [each.value for each in produces] == [
        each.value for each in conversion.media_types("produces")
    ]
    made: dict[str, Any] = {}
    for status, each in part.entries().items():
        found = conversion.followed(each)
        # Shared errors have the usual media type also where a picture or a text is the result.
        is_own = not is_usual and status.startswith("2") and depends_on_media_types(found)
        converted = response(found if is_own else each, produces, conversion.notes)
        made[status] = each if status.startswith("x-") else converted
    return part.made(made) if part.is_mapping else part


def _servers(schemes: Part, conversion: Conversion) -> Part | None:
    own = servers(conversion.root, schemes)
    usual = servers(conversion.root, conversion.root.entries().get("schemes"))
    differ = [each.value["url"] for each in own] != [each.value["url"] for each in usual]
    return schemes.made(own) if differ else None


def _media_types(part: Part, key: str, conversion: Conversion) -> list[Part]:
    """Return the media types of an operation. An empty list overrides those of the document."""
    own = part.entries().get(key)
    return conversion.media_types(key) if own is None or own.value is None else media_types(own)
