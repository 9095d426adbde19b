"""What users of a client rely on: calls, arguments, names of models, errors. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Route:
    """The request of a method.

    Args:
        verb: HTTP method in upper case.
        path: Path as in the code or the document: ``/jobs/{id}``.
    """

    verb: str
    path: str

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"


@dataclass(frozen=True)
class Sent:
    """How an argument is sent.

    Args:
        wire: Its name in the request; empty if it is the whole body.
    """

    wire: str = ""

    @property
    def key(self) -> str:
        """What to compare: names of headers have no case, and no other names differ by it alone."""
        return self.wire.lower()


@dataclass(frozen=True)
class PublicArgument:
    """An argument of a method.

    Args:
        models: Names of the models in its type.
        in_path: Whether it is part of the path.
        sent: How it is sent, if the code tells.
    """

    name: str
    models: tuple[str, ...] = ()
    in_path: bool = False
    sent: Sent | None = None


@dataclass(frozen=True)
class PublicMethod:
    """A method that sends a request.

    Args:
        call: The call without ``client.``.
        route: Its request; None if the code does not tell.
        arguments: Its arguments, without those of the library itself.
        returns: Names of the models in the type of its result.
        streamed: Names of the models in the items of its result, if that can be a stream.
        streams: Whether its result is a stream.
        alias_of: The call that has replaced this one, if it is an alias.
        constants: Arguments that callers cannot set: their only value is always sent.
    """

    call: str
    route: Route | None
    arguments: tuple[PublicArgument, ...]
    returns: tuple[str, ...] = ()
    streamed: tuple[str, ...] = ()
    streams: bool = False
    alias_of: str = ""
    constants: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicModel:
    """A class or an alias that methods send or return.

    Args:
        fields: Names of the models in the types of its fields, by name of the field. The members
            of an alias are under an empty name.
        other_names: Further names of the same model, such as that of its TypedDict.
        schema: Name of the schema in the document, if it is a component.
    """

    name: str
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()
    schema: str = ""


@dataclass(frozen=True)
class PublicError:
    """An exception for a status; 0 if the code does not tell the status."""

    name: str
    status: int = 0


@dataclass(frozen=True)
class Inventory:
    """What the users of a client rely on.

    Args:
        client: Name of the client class.
        version: Version of the distribution, if known.
        prefixes: Paths of the base URLs of the servers.
    """

    client: str
    version: str
    methods: tuple[PublicMethod, ...]
    models: tuple[PublicModel, ...]
    errors: tuple[PublicError, ...]
    prefixes: tuple[str, ...] = ()
