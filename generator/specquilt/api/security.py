"""How a client shows who it is."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.naming import CONSTRUCTOR, Scope
from specquilt.api.references import References
from specquilt.api.report import Report
from specquilt.api.types import Auth
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.naming import snake

_KEYS = {"header": "header", "query": "query", "cookie": "cookie"}


def read_auth(
    root: Cursor, operations: Iterable[Cursor], package: str, references: References, report: Report
) -> tuple[tuple[Auth, ...], Scope]:
    """Return the security schemes in use, and the scope of the constructor's arguments."""
    scope = Scope(report, "arguments of the client", CONSTRUCTOR)
    components = root.at("components") if root.has("components") else root
    schemes = dict(components.entries("securitySchemes"))
    used = _used([root, *operations], list(schemes))
    reader = _Reader(scope, package, _scopes(root), report)
    found = (reader.read(n, references.follow(schemes[n])) for n in schemes if n in used)
    return tuple(auth for auth in found if auth is not None), scope


def _used(holders: list[Cursor], all_names: list[str]) -> list[str]:
    """Return the schemes that a ``security`` names; all of them where there is none at all."""
    named = {
        name
        for holder in holders
        for requirement in holder.elements("security")
        for name in (requirement.value if isinstance(requirement.value, dict) else ())
    }
    return [name for name in all_names if name in named or not named]


def requirements(
    root: Cursor, operation: Cursor, auth: tuple[Auth, ...]
) -> tuple[tuple[int, ...], ...]:
    """Return which schemes an operation takes, where it is not any one of all of them."""
    holder = operation if operation.has("security") else root
    positions = {each.scheme: at for at, each in enumerate(auth)}
    wanted = [place.value for place in holder.elements("security") if isinstance(place.value, dict)]
    known = [names for names in wanted if positions.keys() >= names.keys()]
    found = tuple(tuple(positions[name] for name in names) for names in known)
    any_alone = tuple((at,) for at in range(len(auth)))
    return () if not any(found) or set(found) == set(any_alone) else found


def _scopes(root: Cursor) -> dict[str, tuple[str, ...]]:
    """Return the scopes that the whole API asks for; those of single operations may be refused."""
    return {
        name: tuple(map(str, scopes or ()))
        for requirement in root.elements("security")
        if isinstance(requirement.value, dict)
        for name, scopes in requirement.value.items()
    }


class _Reader:
    def __init__(
        self, scope: Scope, package: str, scopes: dict[str, tuple[str, ...]], report: Report
    ) -> None:
        self._scope, self._package, self._scopes, self._report = scope, package, scopes, report

    def read(self, name: str, scheme: Cursor) -> Auth | None:
        kind = scheme.text("type")
        if kind == "http" and scheme.text("scheme").lower() == "basic":
            return self._auth("basic", scheme, name, ("username", "password"))
        if kind == "apiKey" and scheme.text("in") in _KEYS:
            return self._auth(_KEYS[scheme.text("in")], scheme, name, ("api_key",))
        if kind == "oauth2":
            return self._oauth2(scheme, name)
        if kind in ("http", "openIdConnect"):
            argument = "api_key" if kind == "http" else "token"
            self._tell_if_unusual(scheme, kind, name)
            return self._auth("bearer", scheme, name, (argument,))
        self._report.add(
            "unsupported-security",
            Severity.WARNING,
            f"security scheme {name!r} of type {kind!r} is not generated: set the header yourself",
            scheme.pointer,
        )
        return None

    def _tell_if_unusual(self, scheme: Cursor, kind: str, name: str) -> None:
        if kind == "http" and scheme.text("scheme").lower() != "bearer":
            self._report.add(
                "unsupported-security",
                Severity.WARNING,
                f"http scheme {scheme.text('scheme')!r} of {name!r} is treated as a bearer token",
                scheme.pointer,
            )

    def _oauth2(self, scheme: Cursor, name: str) -> Auth:
        flows = dict(scheme.entries("flows"))
        flow = flows.get("clientCredentials")
        if flow is None or not flow.text("tokenUrl"):
            return self._auth("bearer", scheme, name, ("token",))
        return self._auth("oauth2", scheme, name, ("client_id", "client_secret"), flow)

    def _auth(
        self,
        kind: str,
        scheme: Cursor,
        name: str,
        arguments: tuple[str, ...],
        flow: Cursor | None = None,
    ) -> Auth:
        own = snake(name)
        named = tuple(
            self._scope.claim(argument, scheme.pointer, f"{own}_{argument}", own)
            for argument in arguments
        )
        given = scheme.text("x-specquilt-env")
        variables = tuple(f"{self._package}_{argument}".upper() for argument in named)
        return Auth(
            kind,  # type: ignore[arg-type]
            named,
            wire=scheme.text("name"),
            environments=(given, *variables[1:]) if given else variables,
            description=scheme.text("description"),
            token_url=flow.text("tokenUrl") if flow else "",
            scopes=self._scopes.get(name, ()) if flow else (),
            scheme=name,
        )
