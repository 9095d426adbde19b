"""Names of the arguments of methods and of the client's constructor."""

from __future__ import annotations

from collections.abc import Container, Iterable

from specquilt.api.report import BuildReport
from specquilt.api.security import SecurityScheme
from specquilt.api.types import ApiOperation, Parameter
from specquilt.openapi.words import snake
from specquilt.python.names.package import CONSTRUCTOR
from specquilt.python.names.reserved import ARGUMENTS, is_argument
from specquilt.python.names.scope import Scope

_BODY_LOCATIONS = frozenset({"body", "file"})


def argument_names(operation: ApiOperation, report: BuildReport) -> tuple[str, ...]:
    """Return the argument name of each parameter.

    Names that the document gives come first. On collisions, body arguments are renamed.
    """
    numbered = list(enumerate(operation.parameters))
    every = Scope(report, "arguments", ARGUMENTS)
    outside = Scope(report, "arguments", ARGUMENTS | {"body"})
    names = {at: _claimed(every, each) for at, each in numbered if each.wanted}
    for name in names.values():
        outside.keep(name, operation.origin)
    for at, each in numbered:
        if at not in names and each.location not in _BODY_LOCATIONS:
            names[at] = _claimed(outside, each)
            every.keep(names[at], each.origin)
    for at, each in numbered:
        if at not in names:
            names[at] = _claimed(every, each)
    return tuple(names[at] for at, _ in numbered)


def _claimed(scope: Scope, parameter: Parameter) -> str:
    wanted, where = parameter.wanted, parameter.location
    name = wanted if is_argument(wanted) else snake(wanted or parameter.wire, "param")
    prefix = "body" if where in _BODY_LOCATIONS else where
    return scope.claim(name, parameter.origin, f"{prefix}_{name}")


class ConstructorNames:
    """Names the arguments of the client: credentials, then headers sent with every request."""

    def __init__(self, report: BuildReport) -> None:
        self._scope = Scope(report, "arguments of the client", CONSTRUCTOR)

    def credentials(self, schemes: Iterable[SecurityScheme]) -> list[tuple[str, ...]]:
        """Return the argument names of each security scheme.

        Of several keys, each is named after the header, parameter or cookie that carries it.
        """
        listed = list(schemes)
        several = sum(scheme.credentials == ("api_key",) for scheme in listed) > 1
        return [self._credentials(scheme, several) for scheme in listed]

    def _credentials(self, scheme: SecurityScheme, several: bool) -> tuple[str, ...]:
        own = snake(scheme.name)
        carrier = snake(scheme.wire, "").removeprefix("x_")
        is_known = several and carrier not in ("", "authorization")
        return tuple(
            self._scope.claim(name, scheme.origin, f"{own}_{name}", own)
            for name in ((carrier,) if is_known else scheme.credentials)
        )

    def header(self, name: str, *, is_wanted: bool = False) -> str:
        """Return the argument name of a header, without the ``x_`` prefix.

        Args:
            name: Name that the argument would have in a method.
            is_wanted: Whether the document gives it that name, which then stays as it is.
        """
        return self._scope.claim(name if is_wanted else name.removeprefix("x_"), ())


def environment_variables(
    names: tuple[str, ...], package: str, given: str, all_names: Container[str] = ()
) -> tuple[str, ...]:
    """Return the environment variables that are defaults of a security scheme's arguments.

    Args:
        names: Names of the arguments.
        package: Name of the import package.
        given: Variable of the first argument, if the document names one.
        all_names: Names of the arguments of all security schemes.
    """
    variables = tuple(_variable(name, package, all_names) for name in names)
    return (given, *variables[1:]) if given else variables


def _variable(name: str, package: str, all_names: Container[str]) -> str:
    """Return a variable that says no word twice: ``ACME_API_KEY``, not ``ACME_API_API_KEY``."""
    first, _, rest = name.partition("_")
    is_said = rest and rest not in all_names and package.rpartition("_")[2] == first
    return f"{package}_{rest if is_said else name}".upper()
