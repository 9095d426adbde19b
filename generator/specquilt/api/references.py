"""Resolves the local references of a document and reports unresolved ones."""

from __future__ import annotations

from specquilt.api.report import BuildReport
from specquilt.openapi import references
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import InputError
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import UnresolvedReference

_SIBLING_KEYS = ("description", "summary", "deprecated")


class References:
    """Resolves the references of one document."""

    def __init__(self, root: Cursor, report: BuildReport) -> None:
        self.root, self._report = root, report
        self._targets: dict[str, Cursor] = {}

    def target(self, cursor: Cursor) -> Cursor:
        """Return the target of a ``$ref``. The target may be a reference, too.

        Raises:
            InputError: The reference is external or unresolved.
        """
        reference = cursor.value["$ref"]
        known = self._targets.get(reference) if isinstance(reference, str) else None
        if known is not None:
            return known
        try:
            found = references.target(self.root.value, reference)
        except UnresolvedReference:
            raise self._unresolved(cursor, reference) from None
        self._targets[reference] = self.root.of(found.value, *found.pointer)
        return self._targets[reference]

    def follow(self, cursor: Cursor) -> Cursor:
        """Follow references until the target is not a reference.

        A ``description``, ``summary`` or ``deprecated`` beside a reference takes precedence over
        the target's.

        Raises:
            InputError: A reference is unresolved or circular.
        """
        if not cursor.has("$ref"):  # most places
            return cursor
        seen: set[Pointer] = set()
        while cursor.has("$ref"):
            if cursor.pointer in seen:
                raise self._report.error(
                    "unresolved-reference", "circular reference", cursor.pointer
                )
            seen.add(cursor.pointer)
            cursor = self._step(cursor)
        return cursor

    def _step(self, cursor: Cursor) -> Cursor:
        target = self.target(cursor)
        beside = {key: cursor.value[key] for key in _SIBLING_KEYS if cursor.value.get(key)}
        if not beside or not isinstance(target.value, dict):
            return target
        return target.of({**target.value, **beside})

    def _unresolved(self, cursor: Cursor, reference: object) -> InputError:
        if isinstance(reference, str) and reference.startswith("#"):
            message = f"unresolved reference {reference!r}"
            return self._report.error("unresolved-reference", message, cursor.pointer)
        message = f"external reference {reference!r} is not supported"
        return self._report.error("unsupported-reference", message, cursor.pointer)
