"""Python code in the README: each snippet continues the ones before it."""

from __future__ import annotations

from functools import cached_property

from specquilt.openapi.dataclass import dataclass
from specquilt.python.format.breaking import LINE_LENGTH, broken
from specquilt.python.render.examples import Examples, required
from specquilt.python.render.values import SampleValues
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, Surface

_EXPECTED = (404, 422, 400, 403, 401, 429, 409)
"""Statuses that a program may want to handle by themselves, the likeliest first."""

_BRIEF = 60
"""Characters of a call."""

_SHORT = 300
"""Characters of a response."""

_BASE_URL = 'base_url="https://api.example.com"'


@dataclass(frozen=True)
class Snippets:
    """Writes the snippets of a package.

    Args:
        surface: The package.
        methods: All of its methods.
    """

    surface: Surface
    methods: list[Method]

    @cached_property
    def models(self) -> dict[str, ModelClass]:
        """The classes and aliases by name."""
        return self.surface.models_by_name

    @cached_property
    def examples(self) -> Examples:
        """Writes calls."""
        return Examples(self.models)

    @cached_property
    def best(self) -> Method | None:
        """The method that shows the package best."""
        return self.examples.best(self.methods)

    @cached_property
    def brief(self) -> Method | None:
        """The best method if its call is short, else the one with the fewest required arguments."""
        if self.best and len(self.examples.call(self.best)) <= _BRIEF:
            return self.best
        ordered = sorted(self.methods, key=lambda method: len(required(method)))
        readable = [method for method in ordered if method.response.kind == "json"]
        return next(iter([*readable, *ordered]), None)

    # --- clients -----------------------------------------------------------------------------

    @property
    def needs_base_url(self) -> bool:
        """Whether the document has no server that a client can use by default."""
        return not self.surface.has_default_server

    def made(self, name: str, *options: str) -> str:
        """Return code that creates a client."""
        listed = (*([_BASE_URL] if self.needs_base_url else []), *options)
        return f"{name}({', '.join(listed)})"

    @property
    def client(self) -> str:
        """Code that creates a sync client, with a credential if one is needed."""
        scheme = next(iter(self.surface.credentials), None)
        given = [f'{name}="..."' for name in scheme.arguments] if scheme else []
        hint = f"# or set {' and '.join(scheme.environments)}" if scheme else ""
        client = f"client = {self.made(self._names[0], *given)}"
        is_long = len(client) + len(hint) > LINE_LENGTH - 12
        return "\n".join([hint, client]) if is_long else f"{client}  {hint}".rstrip()

    @property
    def _names(self) -> tuple[str, str]:
        return self.surface.client_names[0]

    # --- snippets ----------------------------------------------------------------------------

    @property
    def quick_start(self) -> str:
        """A minimal program."""
        call = f"{self._assigned(self.best)}\n{self._shown(self.best)}"
        return _with_imports(f"{self.start}\n{call}".rstrip())

    @property
    def start(self) -> str:
        """An import and a client."""
        return f"from {self.surface.package} import {self._names[0]}\n\n{self.client}"

    @property
    def asynchronous(self) -> str:
        """A minimal asynchronous program."""
        name, method = self._names[1], self.best
        call = self.examples.call(method, before=" " * 8 + "response = await ") if method else ""
        return (
            f"import asyncio\n{_imports(call)}\nfrom {self.surface.package} import {name}\n\n\n"
            f"async def main() -> None:\n    async with {self.made(name)} as client:\n"
            f"{call}\n        print(response)\n\n\nasyncio.run(main())"
        )

    def upload(self, method: Method) -> str:
        """Return a call that uploads a file."""
        return _with_imports(self._assigned(method))

    def wait(self, method: Method) -> str:
        """Return a call that starts a job, and a call that waits for it."""
        return _with_imports(
            f"{self._assigned(method)}\nresult = client.wait(response, timeout=3600)"
        )

    def paged(self, method: Method, name: str) -> str:
        """Return a loop over all pages."""
        loop = self.examples.call(method, name, before="for item in ", after=":")
        return _with_imports(f"{loop}\n    print(item)")

    def streamed(self, method: Method) -> str:
        """Return a loop over a stream."""
        opened = self.examples.call(method, before="with ", after=" as stream:")
        return _with_imports(f"{opened}\n    for item in stream:\n        print(item)")

    @property
    def error(self) -> str:
        """A call with error handling."""
        call = self.examples.call(self.brief, before="    ") if self.brief else "    client"
        return _with_imports(
            f"from {self.surface.package} import errors\n\ntry:\n{call}\n{self._expected}"
            "except errors.StatusError as error:\n"
            "    print(error.status, error.body, error.request_id)\n"
            "except errors.APIConnectionError:\n"
            '    print("no response")'
        )

    @property
    def _expected(self) -> str:
        known = {error.status: error.name for error in self.surface.errors}
        name = next((known[status] for status in _EXPECTED if status in known), "")
        return f"except errors.{name} as error:\n    print(error)\n" if name else ""

    @property
    def options(self) -> str:
        """Options of a client and of a call."""
        client = self.made(self._names[0], "max_retries=5", "timeout=20", "deadline=120")
        if self.brief is None:
            return f"client = {client}"
        options = 'options={"deadline": 10, "max_retries": 0}'
        call = self.examples.call(self.brief, more=options)
        return _with_imports(f"client = {client}\n{call}")

    @cached_property
    def tested(self) -> Method | None:
        """The first method whose response is short, preferably the one of the other snippets."""
        others = (each for each in self.methods if len(required(each)) < 2)
        listed = [each for each in (self.brief, *others) if each and each.response.kind == "json"]
        short = (each for each in listed if 2 < len(self._body(each)) <= _SHORT)
        return next(short, self.brief)

    @property
    def fake(self) -> str:
        """A test with the fake of the API."""
        start = (
            f"from {self.surface.package}.testing import Fake\n\n"
            "fake = Fake()\nclient = fake.client()"
        )
        if not self.tested:
            return start
        call = self.examples.call(self.tested, before="print(", after=")")
        return _with_imports(f"{start}\n{call}\nprint(fake.calls[0].method, fake.calls[0].path)")

    @property
    def test(self) -> str:
        """A test without a network: the HTTP client gets its responses from a function."""
        http = "http_client=httpx2.Client(transport=httpx2.MockTransport(respond))"
        client = "\n".join(broken(f"client = {self.made(self._names[0], http)}", 0))
        verb = self.tested.verb if self.tested else "GET"
        call = self.examples.call(self.tested, before="print(", after=")") if self.tested else ""
        return _with_imports(
            f"import httpx2\n\nfrom {self.surface.package} import {self._names[0]}\n\n\n"
            "def respond(request: httpx2.Request) -> httpx2.Response:\n"
            f'    assert request.method == "{verb}"\n{self._response}\n\n\n{client}\n{call}'
        )

    @property
    def _response(self) -> str:
        body = self._body(self.tested) if self.tested else ""
        given = f"200, json={body}" if body else "200"
        return "\n".join(broken(f"return httpx2.Response({given})", 4))

    def _body(self, method: Method) -> str:
        """Return a response as JSON. Empty if it is none."""
        type_ = method.response.type if method.response.kind == "json" else None
        return SampleValues(self.models, is_json=True).placeholder(type_, "text") if type_ else ""

    def _assigned(self, method: Method | None) -> str:
        return self.examples.call(method, before="response = ") if method else ""

    def _shown(self, method: Method | None) -> str:
        has_result = method is not None and method.response.type is not None
        return "print(response)" if has_result else ""


def _imports(code: str) -> str:
    """Return the imports that placeholders need."""
    needed = {"datetime.": "import datetime\n", "Path(": "from pathlib import Path\n"}
    return "".join(line for used, line in needed.items() if used in code)


def _with_imports(code: str) -> str:
    imports = _imports(code)
    if not imports:
        return code
    return f"{imports}\n{code}"
