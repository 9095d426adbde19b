"""Security schemes and the requirements of operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import Pointer

SecurityKind: TypeAlias = Literal["bearer", "basic", "header", "query", "cookie", "oauth2"]


@dataclass(frozen=True)
class SecurityScheme:
    """A security scheme.

    Args:
        name: Name in the document.
        kind: "oauth2" fetches tokens with client credentials; other flows are "bearer".
        credentials: Names of the credentials: two for "basic" and "oauth2", one for the others.
        wire: Name of the header, query parameter or cookie that carries the key.
        environment: Environment variable of the first credential, from ``x-specquilt-env``.
        token_url: Token endpoint of "oauth2".
        origin: JSON Pointer in the document.
    """

    name: str
    kind: SecurityKind
    credentials: tuple[str, ...]
    wire: str = ""
    environment: str = ""
    description: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    origin: Pointer = ()


_KEYS: dict[str, SecurityKind] = {"header": "header", "query": "query", "cookie": "cookie"}


def security_schemes(
    root: Cursor, operations: Iterable[Cursor], references: References, report: BuildReport
) -> tuple[SecurityScheme, ...]:
    """Return the security schemes in use."""
    components = root.at("components") if root.has("components") else root
    schemes = dict(components.entries("securitySchemes"))
    used = _used([root, *operations], list(schemes))
    reader = _Reader(_scopes(root), report)
    found = (reader.read(n, references.follow(schemes[n])) for n in schemes if n in used)
    return tuple(scheme for scheme in found if scheme is not None)


def _used(holders: list[Cursor], all_names: list[str]) -> list[str]:
    """Return the schemes that any ``security`` names. Without ``security``, return all."""
    named = {
        name
        for holder in holders
        for requirement in holder.elements("security")
        for name in (requirement.value if isinstance(requirement.value, dict) else ())
    }
    return [name for name in all_names if name in named or not named]


def requirements(
    root: Cursor, operation: Cursor, schemes: tuple[SecurityScheme, ...]
) -> tuple[tuple[int, ...], ...]:
    """Return the alternatives of schemes that an operation accepts.

    Each alternative has positions in `schemes` that are required together. The result is empty
    if any single scheme will do.
    """
    holder = operation if operation.has("security") else root
    positions = {each.name: at for at, each in enumerate(schemes)}
    wanted = [place.value for place in holder.elements("security") if isinstance(place.value, dict)]
    known = [names for names in wanted if positions.keys() >= names.keys()]
    found = tuple(tuple(positions[name] for name in names) for names in known)
    any_alone = tuple((at,) for at in range(len(schemes)))
    return () if not any(found) or set(found) == set(any_alone) else found


def _scopes(root: Cursor) -> dict[str, tuple[str, ...]]:
    """Return the scopes of the document's ``security``, by scheme.

    Scopes of single operations are left out: the server may not grant them to every client.
    """
    return {
        name: tuple(map(str, scopes or ()))
        for requirement in root.elements("security")
        if isinstance(requirement.value, dict)
        for name, scopes in requirement.value.items()
    }


class _Reader:
    def __init__(self, scopes: dict[str, tuple[str, ...]], report: BuildReport) -> None:
        self._scopes, self._report = scopes, report

    def read(self, name: str, scheme: Cursor) -> SecurityScheme | None:
        kind = scheme.text("type")
        if kind == "http" and scheme.text("scheme").lower() == "basic":
            return self._scheme("basic", scheme, name, ("username", "password"))
        if kind == "apiKey" and scheme.text("in") in _KEYS:
            return self._scheme(_KEYS[scheme.text("in")], scheme, name, ("api_key",))
        if kind == "oauth2":
            return self._oauth2(scheme, name)
        if kind in ("http", "openIdConnect"):
            credential = "api_key" if kind == "http" else "token"
            self._report_unusual(scheme, kind, name)
            return self._scheme("bearer", scheme, name, (credential,))
        self._report.add(
            "unsupported-security",
            Severity.WARNING,
            f"security scheme {name!r} has unsupported type {kind!r}; set its header yourself",
            scheme.pointer,
        )
        return None

    def _report_unusual(self, scheme: Cursor, kind: str, name: str) -> None:
        if kind == "http" and scheme.text("scheme").lower() != "bearer":
            self._report.add(
                "unsupported-security",
                Severity.WARNING,
                f"security scheme {name!r} has unsupported HTTP scheme "
                f"{scheme.text('scheme')!r}; a bearer token is sent instead",
                scheme.pointer,
            )

    def _oauth2(self, scheme: Cursor, name: str) -> SecurityScheme:
        flows = dict(scheme.entries("flows"))
        flow = flows.get("clientCredentials")
        if flow is None or not flow.text("tokenUrl"):
            return self._scheme("bearer", scheme, name, ("token",))
        return self._scheme("oauth2", scheme, name, ("client_id", "client_secret"), flow)

    def _scheme(
        self,
        kind: SecurityKind,
        scheme: Cursor,
        name: str,
        credentials: tuple[str, ...],
        flow: Cursor | None = None,
    ) -> SecurityScheme:
        return SecurityScheme(
            name,
            kind,
            credentials,
            wire=scheme.text("name"),
            environment=scheme.text("x-specquilt-env"),
            description=scheme.prose("description"),
            token_url=flow.text("tokenUrl") if flow else "",
            scopes=self._scopes.get(name, ()) if flow else (),
            origin=scheme.pointer,
        )
