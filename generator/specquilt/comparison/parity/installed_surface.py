"""What users of an installed package rely on, read from its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from specquilt.comparison.parity.client import ClientReader, FoundMethod
from specquilt.comparison.parity.installed_errors import errors
from specquilt.comparison.parity.installed_models import InstalledModels
from specquilt.comparison.parity.inventory import Inventory, PublicArgument, PublicMethod, Sent
from specquilt.comparison.parity.library import Library, path_of
from specquilt.comparison.parity.options import OPTIONS
from specquilt.comparison.parity.sent import SentReader

if TYPE_CHECKING:
    from griffe import Function


def inventory_of(library: Library, client: str = "") -> Inventory:
    """Return what users of a package rely on.

    Args:
        library: The definitions in the package.
        client: ``MODULE:CLASS`` of the client; empty to find it.

    Raises:
        InputError: the package has no client.
    """
    reader = ClientReader(library)
    class_ = reader.client(client)
    found, models = reader.methods(class_), InstalledModels(library)
    sent = SentReader(library)
    return Inventory(
        client=class_.path,
        version=library.version,
        methods=tuple(
            _method(library, each, models, sent.of(each.function, each.owner)) for each in found
        ),
        models=models.result(),
        errors=errors(library, [each.function for each in found]),
    )


def _method(
    library: Library, found: FoundMethod, models: InstalledModels, sent: Mapping[str, Sent]
) -> PublicMethod:
    overloads = found.owner.overloads.get(found.function.name, [])
    functions = [*overloads, found.function]
    route = found.routes[0] if found.routes else None
    in_path = route.path if route else ""
    arguments = {
        name: annotation for each in functions for name, annotation in _arguments(library, each)
    }
    return PublicMethod(
        call=found.call,
        route=route,
        arguments=tuple(
            PublicArgument(name, models.named(annotation), f"{{{name}}}" in in_path, sent.get(name))
            for name, annotation in arguments.items()
        ),
        returns=_unique(models.named(each.returns) for each in functions),
        streamed=_unique(models.streamed(each.returns) for each in functions),
    )


def _unique(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _arguments(library: Library, function: Function) -> Iterator[tuple[str, object]]:
    """Yield the arguments of a function with their annotations; not those of the library."""
    for each in function.parameters:
        kind = each.kind.value if each.kind else ""
        if kind == "variadic keyword":
            yield from _unpacked(library, each.annotation)
        elif kind != "variadic positional" and each.name not in {"self", *OPTIONS}:
            yield each.name, each.annotation


def _unpacked(library: Library, annotation: object) -> Iterator[tuple[str, object]]:
    """Yield the keys of the TypedDict in ``**kwargs: Unpack[...]``."""
    slice_ = getattr(annotation, "slice", None)
    class_ = library.find_class(path_of(slice_)) if slice_ is not None else None
    for each in library.ancestors(class_) if class_ else ():
        for name, member in each.members.items():
            if member.is_attribute and name not in OPTIONS:
                yield name, getattr(member, "annotation", None)
