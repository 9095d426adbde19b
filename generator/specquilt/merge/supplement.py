"""Fills gaps from a supplement: it adds what is missing, and never overrules a page.

Every disagreement is a finding that points to both places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.merge.compare import Difference, compare_parameters, compare_schemas
from specquilt.merge.shared import operations
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.naming import words
from specquilt.openapi.pointer import Pointer, exists, parse, resolve
from specquilt.rules.names.version_is_endpoint_id import UNVERSIONED

STEP = "supplement"
_INFO_KEYS = ("summary", "description", "contact", "license", "termsOfService")


@dataclass
class Supplement:
    """One supplement at work on the document in the making."""

    combined: Combined
    document: Document

    def fill(self) -> None:
        """Fill the gaps of every part that both describe."""
        self._fill_top()
        self._fill_tags()
        for pointer, operation in operations(self.document.data):
            ours = self._matching_operation(pointer)
            if ours is None:
                self._report(pointer, (), "the pages do not have this operation", Severity.INFO)
            else:
                self._fill_operation(ours, pointer, operation)

    # --- top level -----------------------------------------------------------------------

    def _fill_top(self) -> None:
        data = self.document.data
        for key in _INFO_KEYS:
            self._copy_if_missing(("info", key), ("info", key))
        if self.combined.data["info"].get("version") == UNVERSIONED:
            self._copy(("info", "version"), ("info", "version"))
        self._copy_if_missing(("externalDocs",), ("externalDocs",))
        self._copy_if_missing(("servers",), ("servers",))
        self._copy_if_missing(("security",), ("security",))
        for name in data.get("components", {}).get("securitySchemes", {}):
            place: Pointer = ("components", "securitySchemes", name)
            self._copy_if_missing(place, place)
        for index, server in enumerate(self.combined.data.get("servers", [])):
            for other, candidate in enumerate(data.get("servers") or []):
                if candidate.get("url") == server.get("url"):
                    self._copy_if_missing(
                        ("servers", index, "description"), ("servers", other, "description")
                    )

    def _fill_tags(self) -> None:
        by_words = {_spoken(tag["name"]): index for index, tag in self._tags()}
        for index, tag in enumerate(self.combined.data.get("tags", [])):
            other = by_words.get(_spoken(tag["name"]))
            if other is not None:
                self._copy_if_missing(
                    ("tags", index, "description"), ("tags", other, "description")
                )

    def _tags(self) -> Iterator[tuple[int, dict[str, Any]]]:
        yield from enumerate(self.document.data.get("tags") or [])

    # --- operations ----------------------------------------------------------------------

    def _matching_operation(self, pointer: Pointer) -> Pointer | None:
        for candidate, _ in operations(self.combined.data):
            if candidate[2] == pointer[2] and _shape(candidate[1]) == _shape(pointer[1]):
                return candidate
        return None

    def _fill_operation(self, ours: Pointer, theirs: Pointer, operation: dict[str, Any]) -> None:
        for key in ("summary", "description"):
            self._copy_if_missing((*ours, key), (*theirs, key))
        differences = [
            *compare_parameters(self.combined.data, self.document.data, ours, theirs),
            *self._compare_bodies((*ours, "requestBody"), (*theirs, "requestBody")),
            *self._compare_responses(ours, theirs, operation),
        ]
        self._settle(differences)

    def _compare_responses(
        self, ours: Pointer, theirs: Pointer, operation: dict[str, Any]
    ) -> Iterator[Difference]:
        for status in operation.get("responses", {}):
            place = (*ours, "responses", status)
            if exists(self.combined.data, place):
                yield from self._compare_bodies(place, (*theirs, "responses", status))
            else:
                message = f"the pages have no response {status}"
                yield Difference(place, (*theirs, "responses", status), message, Severity.INFO)

    def _compare_bodies(self, ours: Pointer, theirs: Pointer) -> Iterator[Difference]:
        """Compare the bodies of a request or response, and give one a body that has none."""
        if not exists(self.combined.data, ours) or not exists(self.document.data, theirs):
            return
        ours = self._followed(self.combined.data, ours)
        theirs = self._followed(self.document.data, theirs)
        content = resolve(self.document.data, theirs).get("content") or {}
        if content and "content" not in resolve(self.combined.data, ours):
            self._copy((*ours, "content"), (*theirs, "content"))
            self._adopt_references(content)
            return
        for media_type in content:
            pair = ((*place, "content", media_type, "schema") for place in (ours, theirs))
            one, other = pair
            if exists(self.combined.data, one) and exists(self.document.data, other):
                yield from compare_schemas(self.combined.data, self.document.data, one, other)

    @staticmethod
    def _followed(root: dict[str, Any], pointer: Pointer) -> Pointer:
        value = resolve(root, pointer)
        return parse(value["$ref"]) if "$ref" in value else pointer

    # --- what comes of it ----------------------------------------------------------------

    def _settle(self, differences: list[Difference]) -> None:
        for difference in differences:
            if difference.fills:
                self._copy_if_missing(difference.ours, difference.theirs)
            else:
                self._report(
                    difference.theirs, difference.ours, difference.message, difference.severity
                )

    def _report(self, theirs: Pointer, ours: Pointer, message: str, severity: Severity) -> None:
        place = self.combined.provenance.place(ours) if ours else None
        finding = Finding(
            "supplement-disagreement",
            severity,
            message,
            self.document.provenance.place(theirs),
            ours or theirs,
            help="the page's word stands; correct it in the overlay if the supplement is right",
            related=(place,) if place else (),
        )
        if finding not in self.combined.findings:
            self.combined.findings.append(finding)

    def _copy_if_missing(self, ours: Pointer, theirs: Pointer) -> None:
        if exists(self.document.data, theirs) and not exists(self.combined.data, ours):
            self._copy(ours, theirs)

    def _copy(self, ours: Pointer, theirs: Pointer) -> None:
        self.combined.put(ours, clone(resolve(self.document.data, theirs)))
        self.combined.provenance.adopt(self.document.provenance, theirs, ours)
        self.combined.provenance.touch(ours, STEP)

    def _adopt_references(self, value: Any) -> None:
        """Bring along the components that a copied part refers to."""
        for reference in _references(value):
            place = parse(reference)
            if exists(self.combined.data, place):
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


def _spoken(name: str) -> str:
    return " ".join(words(name)).lower()


def _shape(path: Any) -> tuple[str, ...]:
    """Compare paths without the names of their parameters."""
    return tuple("{}" if part.startswith("{") else part for part in str(path).split("/"))
