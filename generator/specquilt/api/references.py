"""Follows the local references of a document, and reports those that cannot be followed."""

from __future__ import annotations

from specquilt.api.report import BuildReport
from specquilt.openapi import references
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import InputError
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import UnresolvedReference

_BESIDE_A_REFERENCE = ("description", "summary", "deprecated")


class References:
    """Finds what the references of one document name."""

    def __init__(self, root: Cursor, report: BuildReport) -> None:
        self.root, self._report = root, report

    def target(self, cursor: Cursor) -> Cursor:
        """Return what the ``$ref`` of a mapping names, one step.

        Raises:
            InputError: it names another document, or nothing.
        """
        reference = cursor.value["$ref"]
        try:
            found = references.target(self.root.value, reference)
        except UnresolvedReference:
            raise self._unresolved(cursor, reference) from None
        return self.root.of(found.value, *found.pointer)

    def follow(self, cursor: Cursor) -> Cursor:
        """Follow references to the end; a description beside a reference wins over the target's.

        Raises:
            InputError: a reference cannot be resolved, or is circular.
        """
        seen: set[Pointer] = set()
        while cursor.has("$ref"):
            if cursor.pointer in seen:
                raise self._report.error(
                    "unresolved-reference", "references go in a circle", cursor.pointer
                )
            seen.add(cursor.pointer)
            cursor = self._step(cursor)
        return cursor

    def _step(self, cursor: Cursor) -> Cursor:
        target = self.target(cursor)
        beside = {key: cursor.value[key] for key in _BESIDE_A_REFERENCE if cursor.value.get(key)}
        if not beside or not isinstance(target.value, dict):
            return target
        return target.of({**target.value, **beside})

    def _unresolved(self, cursor: Cursor, reference: object) -> InputError:
        if isinstance(reference, str) and reference.startswith("#"):
            message = f"{reference!r} names nothing"
            return self._report.error("unresolved-reference", message, cursor.pointer)
        message = f"{reference!r} leaves the document"
        return self._report.error("unsupported-reference", message, cursor.pointer)
