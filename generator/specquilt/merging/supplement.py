"""Fills gaps in the document from a supplement. The pages take precedence.

Each contradiction is reported with its location on the page and in the supplement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.merging.compare import Difference, compare_parameters, compare_schemas
from specquilt.merging.draft import Draft
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import local_pointer
from specquilt.openapi.words import words
from specquilt.rules.names.version_is_endpoint_id import UNVERSIONED

STEP = "supplement"
_INFO_KEYS = ("summary", "description", "contact", "license", "termsOfService")


@dataclass
class Supplement:
    """Applies one supplement to the draft."""

    draft: Draft
    document: Document

    def fill(self) -> None:
        """Copy missing values into all parts that both documents describe."""
        self._fill_top()
        self._fill_tags()
        for theirs in operations(self.document.data):
            ours = self._matching_operation(theirs)
            if ours is None:
                self._add_operation(theirs)
            else:
                self._fill_operation(ours, theirs)

    # --- top level -----------------------------------------------------------------------

    def _fill_top(self) -> None:
        data = self.document.data
        for key in _INFO_KEYS:
            self._copy_if_missing(("info", key), ("info", key))
        if self.draft.data["info"].get("version") == UNVERSIONED:
            self._copy(("info", "version"), ("info", "version"))
        self._copy_if_missing(("externalDocs",), ("externalDocs",))
        self._copy_if_missing(("servers",), ("servers",))
        self._copy_if_missing(("security",), ("security",))
        for name in data.get("components", {}).get("securitySchemes", {}):
            place: Pointer = ("components", "securitySchemes", name)
            self._copy_if_missing(place, place)
        for index, server in enumerate(self.draft.data.get("servers", [])):
            for other, candidate in enumerate(data.get("servers") or []):
                if candidate.get("url") == server.get("url"):
                    self._copy_if_missing(
                        ("servers", index, "description"), ("servers", other, "description")
                    )

    def _fill_tags(self) -> None:
        by_words = {_normalized(tag["name"]): index for index, tag in self._tags()}
        for index, tag in enumerate(self.draft.data.get("tags", [])):
            other = by_words.get(_normalized(tag["name"]))
            if other is not None:
                self._copy_if_missing(
                    ("tags", index, "description"), ("tags", other, "description")
                )

    def _tags(self) -> Iterator[tuple[int, dict[str, Any]]]:
        yield from enumerate(self.document.data.get("tags") or [])

    # --- operations ----------------------------------------------------------------------

    def _matching_operation(self, theirs: Endpoint) -> Endpoint | None:
        for ours in operations(self.draft.data):
            if ours.method == theirs.method and _shape(ours.path) == _shape(theirs.path):
                return ours
        return None

    def _add_operation(self, theirs: Endpoint) -> None:
        """Copy an operation, and what its path says about all operations."""
        path: Pointer = ("paths", theirs.path)
        item = theirs.pointer[:-1]
        for key, value in resolve(self.document.data, item).items():
            if key not in METHODS:
                self._copy_if_missing((*path, key), (*item, key))
                self._adopt_references(value)
        self._copy((*path, theirs.method), theirs.pointer)
        self._adopt_references(theirs.value)
        self._note_addition("operation", theirs.pointer)

    def _note_addition(self, what: str, theirs: Pointer) -> None:
        place = self.document.provenance.place(theirs)
        message = f"this {what} is only in the supplement; it is added"
        self.draft.findings.append(
            Finding("supplement-disagreement", Severity.INFO, message, place, theirs)
        )

    def _fill_operation(self, ours: Endpoint, theirs: Endpoint) -> None:
        for key in ("summary", "description"):
            self._copy_if_missing((*ours.pointer, key), (*theirs.pointer, key))
        self._add_body(ours, theirs)
        mine, other = self.draft.root.at(*ours.pointer), self._root.at(*theirs.pointer)
        differences = [
            *compare_parameters(mine, other, ours.path, theirs.path),
            *self._compare_bodies(mine.part("requestBody"), other.part("requestBody")),
            *self._compare_responses(mine, other),
        ]
        self._apply(differences)

    def _add_body(self, ours: Endpoint, theirs: Endpoint) -> None:
        place = (*theirs.pointer, "requestBody")
        if "requestBody" in theirs.value and "requestBody" not in ours.value:
            self._copy((*ours.pointer, "requestBody"), place)
            self._adopt_references(theirs.value["requestBody"])
            self._note_addition("request body", place)

    @property
    def _root(self) -> Cursor:
        return Cursor((), self.document.data, self.document)

    def _compare_responses(self, ours: Cursor, theirs: Cursor) -> Iterator[Difference]:
        for status, response in theirs.entries("responses"):
            mine = ours.part("responses", status)
            if mine:
                yield from self._compare_bodies(mine, response)
            else:
                message = f"response {status} is not on the pages"
                place = ours.pointer_to("responses", status)
                yield Difference(place, response.pointer, message, Severity.INFO)

    def _compare_bodies(self, ours: Cursor | None, theirs: Cursor | None) -> Iterator[Difference]:
        """Compare the bodies of a request or response. Copy the body if the page has none."""
        if ours is None or theirs is None:
            return
        ours, theirs = ours.followed(), theirs.followed()
        content = theirs.mapping("content")
        if content and not ours.has("content"):
            self._copy(ours.pointer_to("content"), theirs.pointer_to("content"))
            self._adopt_references(content)
            return
        for media_type in content:
            mine, other = (each.part("content", media_type, "schema") for each in (ours, theirs))
            yield from compare_schemas(mine, other)

    # --- results -------------------------------------------------------------------------

    def _apply(self, differences: list[Difference]) -> None:
        for difference in differences:
            if difference.fills:
                self._copy_if_missing(difference.ours, difference.theirs)
            else:
                self._report(
                    difference.theirs, difference.ours, difference.message, difference.severity
                )

    def _report(self, theirs: Pointer, ours: Pointer, message: str, severity: Severity) -> None:
        place = self.draft.provenance.place(ours) if ours else None
        finding = Finding(
            "supplement-disagreement",
            severity,
            message,
            self.document.provenance.place(theirs),
            ours or theirs,
            help="the page takes precedence; if the supplement is right, add an overlay action",
            related=(place,) if place else (),
        )
        if finding not in self.draft.findings:
            self.draft.findings.append(finding)

    def _copy_if_missing(self, ours: Pointer, theirs: Pointer) -> None:
        if exists(self.document.data, theirs) and not exists(self.draft.data, ours):
            self._copy(ours, theirs)

    def _copy(self, ours: Pointer, theirs: Pointer) -> None:
        self.draft.put(ours, clone(resolve(self.document.data, theirs)))
        self.draft.provenance.adopt(self.document.provenance, theirs, ours)
        self.draft.provenance.touch(ours, STEP)

    def _adopt_references(self, value: Any) -> None:
        """Copy the components that a copied part refers to."""
        for place in filter(None, map(local_pointer, _references(value))):
            if exists(self.draft.data, place):
                continue
            self._copy(place, place)
            self._adopt_references(resolve(self.document.data, place))


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _normalized(name: str) -> str:
    return " ".join(words(name)).lower()


def _shape(path: Any) -> tuple[str, ...]:
    """Return the segments of a path with parameter names removed, for comparison."""
    return tuple("{}" if part.startswith("{") else part for part in str(path).split("/"))
