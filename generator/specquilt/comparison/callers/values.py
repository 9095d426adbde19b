"""What an expression of a user's code stands for, as far as it can be determined."""

from __future__ import annotations

from typing import TypeAlias

from specquilt.api.value_types import Type
from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class PackageModule:
    """The package, or its module ``types`` or ``errors``. The name is empty for the package."""

    name: str = ""


class ClientType:
    """A class of clients."""


@dataclass(frozen=True)
class ClientPart:
    """A client, or a resource of it: ``("quilts",)``."""

    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoundMethod:
    """A method of a client, by its call without ``client.``."""

    call: str


@dataclass(frozen=True)
class ModelType:
    """A class or alias of the package."""

    name: str


@dataclass(frozen=True)
class Instance:
    """A value of a type, or something that yields such values."""

    type: Type
    is_iterator: bool = False


@dataclass(frozen=True)
class OwnFunction:
    """A function of the user, by what it returns."""

    returns: Value


Value: TypeAlias = (
    PackageModule
    | ClientType
    | ClientPart
    | BoundMethod
    | ModelType
    | Instance
    | OwnFunction
    | None
)
