"""Which violations of the OpenAPI standard a finding reports in full."""

from __future__ import annotations

from enum import StrEnum

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer


class Disagreement(StrEnum):
    """Violations that no JSON Schema expresses: names that must differ, or must agree."""

    PARAMETERS = "duplicate parameters"
    PATH_PARAMETERS = "path and its parameters"
    OPERATION_IDS = "duplicate operationIds"
    TAGS = "duplicate tags"


@dataclass(frozen=True)
class Coverage:
    """What a finding covers besides the key that it points at.

    Args:
        keys: the keys that its fix writes.
        violations: keywords of JSON Schema that are violated at its place, or a `Disagreement`
            anywhere in the same path.
    """

    keys: tuple[Pointer, ...] = ()
    violations: tuple[str, ...] = ()
