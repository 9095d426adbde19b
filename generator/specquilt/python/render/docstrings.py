"""The words of docstrings: the vendor's own, arranged."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from specquilt.api.types import Api, Auth, Failure, Param
from specquilt.python.render.facts import Call, Module
from specquilt.python.render.polls import Poll
from specquilt.python.render.schemes import SCHEMES

_WAIT_ARGUMENTS = [
    ("target", "The response of the call that started the job, or a later state of it."),
    ("interval", "Seconds between two requests. Default: 2."),
    ("timeout", "Seconds to wait; None means no timeout."),
    ("on_poll", "Called with each state of the job."),
    ("options", "Options of each request."),
]
_WAIT_ERRORS = [
    ("PollingFailedError", "The job failed."),
    ("PollingTimeoutError", "The job did not finish within the timeout."),
]
_WIDTH = 88


def method(call: Call) -> str:
    """Return the docstring of a method."""
    docs = call.operation.docs
    text = said(call)
    deprecated = "Deprecated." if docs.deprecated else ""
    reference = f"Reference: {docs.reference}" if docs.reference else ""
    return _paragraphs(
        *text, deprecated, arguments([*call.positional, *call.keyword_only]), reference
    )


def async_method(call: Call, module: Module) -> str:
    """Return the docstring of an async method: the sync one says it all."""
    return f"{said(call)[0].rstrip('.')}; see `{module.owner}.{call.operation.name.snake}`."


def said(call: Call) -> tuple[str, str]:
    """Return the summary and what the description adds to it."""
    docs = call.operation.docs
    summary = docs.summary or f"{call.operation.method} {call.operation.path}"
    same = docs.description.strip(" .\n").lower() == summary.strip(" .").lower()
    return sentence(summary), "" if same else docs.description


def paged(call: Call) -> str:
    """Return the docstring of the method that goes through all pages."""
    return f"Iterate over the items of all pages of `{call.operation.name.snake}`."


def arguments(params: Iterable[Param]) -> str:
    """Return the section about arguments that have something to say."""
    known = [(param.name.snake, about(param)) for param in params]
    return _section("Args", [(name, text) for name, text in known if text])


def about(param: Param) -> str:
    """Return what is known of a parameter in one line."""
    text = sentence(" ".join(param.description.split()))
    deprecated = "Deprecated." if param.deprecated and "eprecated" not in text else ""
    default = param.default
    known = default is not None and not isinstance(default, dict | list)
    return " ".join(filter(None, (text, f"Default: {default}." if known else "", deprecated)))


def resource(module: Module) -> str:
    """Return the docstring of a resource."""
    return module.resource.description or f"Methods of ``{'.'.join(module.path)}``."


def module(module: Module) -> str:
    """Return the docstring of a module of methods."""
    return f"Methods of ``client.{'.'.join(module.path)}``."


def client(api: Api, is_async: bool) -> str:
    """Return the docstring of a client."""
    kind = "asynchronous" if is_async else "synchronous"
    credentials = [
        (name, credential(scheme, index))
        for scheme in api.auth
        for index, name in enumerate(scheme.arguments)
    ]
    listed = [
        *credentials,
        *((param.name.snake, about(param)) for param in api.headers),
        ("base_url", _base_url(api)),
        ("options", f"See `{'Async' if is_async else ''}ClientOptions`."),
    ]
    return _paragraphs(
        f"The {kind} client of the {api.title.removesuffix('API').strip()} API.",
        api.description if len(api.description) < 400 else "",
        _section("Args", listed),
    )


def credential(scheme: Auth, index: int) -> str:
    """Return what a credential is for and where it comes from when it is not given."""
    what = sentence(" ".join(scheme.description.split()) or SCHEMES[scheme.kind].words)
    variable = scheme.environments[index : index + 1]
    return f"{what} Default: the environment variable {variable[0]}." if variable else what


def _base_url(api: Api) -> str:
    server = next(iter(api.servers), None)
    if server is None:
        return "Base URL. Required."
    variable = f"the environment variable {server.environment}, or " if server.environment else ""
    return f"Base URL. Default: {variable}{server.url}"


def failure(failure: Failure) -> str:
    """Return the docstring of the error class of a status."""
    return _paragraphs(f"The server responded with status {failure.status}.", failure.description)


def wait_words() -> str:
    """Return what `wait` does, for the reference."""
    lines = [f"- `{name}`: {text}" for name, text in (*_WAIT_ARGUMENTS, *_WAIT_ERRORS)]
    return _paragraphs(
        "Wait for the job to finish.",
        "\n".join(lines),
        "Jobs that can be waited for:",
    )


def wait(polls: Iterable[Poll]) -> str:
    """Return the docstring of the client's `wait`."""
    calls = ", ".join(f"`{poll.call.dotted}`" for poll in polls)
    return _paragraphs(
        "Wait for the job to finish.",
        f"Polls {calls}.",
        _section("Args", _WAIT_ARGUMENTS),
        _section("Raises", _WAIT_ERRORS),
    )


def sentence(text: str) -> str:
    """Return the text with a full stop, if it ends without any mark."""
    return f"{text}." if text and text[-1].isalnum() else text


def _section(title: str, entries: Iterable[tuple[str, str]]) -> str:
    """Return a section of a docstring in Google's style; nothing if it has no entries."""
    lines = [_entry(f"{name}: {text}") for name, text in entries]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _entry(text: str) -> str:
    """Return an entry in lines that are short enough even after its text has been escaped."""
    filled = textwrap.fill(
        text.replace("\\", "\\\0").replace('"""', '"\0"\0"\0'),
        _WIDTH,
        initial_indent=" " * 4,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace("\0", "")


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def package(api: Api) -> str:
    """Return the docstring of the package."""
    return f"{tagline(api)} Start with `{api.client_names[0][0]}`."


def tagline(api: Api) -> str:
    """Return one line about the distribution."""
    return f"Python client of the {api.title.removesuffix('API').strip()} API."


def included(api: Api) -> str:
    """Return the folder of the package as patterns of hatchling write it."""
    return f"/{api.package}"


def meaning(scheme: Auth) -> str:
    """Return what a credential is for."""
    return sentence(" ".join(scheme.description.split()) or SCHEMES[scheme.kind].words)


def short(text: str) -> str:
    """Return the first sentence of a text."""
    return sentence(" ".join(text.split()).partition(". ")[0])
