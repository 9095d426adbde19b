"""Texts of docstrings, based on the vendor's documentation."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from functools import lru_cache

from specquilt.python.render.enums import Enums, constant, one_of
from specquilt.python.render.examples import Examples
from specquilt.python.render.facts import Module
from specquilt.python.render.polls import Poll
from specquilt.python.render.schemes import SCHEMES
from specquilt.python.surface.method_parts import Argument, ErrorClass
from specquilt.python.surface.types import Credentials, Method, Surface

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
_UNDESCRIBED = """Returns:
    What the server sends, which is not documented: JSON, text or bytes, by its content
    type; None if it sends no content."""
_WIDTH = 88
_MARGIN = 12
"""Columns before an example in the docstring of a method."""

_PROSE = re.compile(r"\w|[\[`]|\*{1,2}\w")

_FILLERS = frozenset(
    ("a", "an", "api", "for", "http", "is", "of", "openapi", "rest", "restful", "s", "spec",
     "specification", "the", "this")
)  # fmt: skip
"""Words that say nothing about an API."""


def method(method: Method, module: Module, is_async: bool) -> str:
    """Return the docstring of a method. Python stores equal texts of a module once."""
    docs = method.docs
    text = said(method)
    deprecated = "Deprecated." if docs.deprecated else ""
    reference = f"Reference: {docs.reference}" if docs.reference else ""
    listed = arguments([*method.positional, *method.keyword_only], module.surface.enums)
    return _paragraphs(
        *text, deprecated, listed, _returns(method), _example(method, module, is_async), reference
    )


def _returns(method: Method) -> str:
    """Return the section about a result that the document does not describe."""
    return _UNDESCRIBED if method.response.kind == "undescribed" else ""


def _example(method: Method, module: Module, is_async: bool) -> str:
    """Return the section with a call that has the document's values."""
    before = f"{' ' * _MARGIN}{'await ' if is_async else ''}"
    examples = Examples(module.surface.models_by_name)
    call = textwrap.dedent(examples.documented(method, before))
    return f"Example:\n{textwrap.indent(call, ' ' * 4)}" if call else ""


def said(method: Method) -> tuple[str, str]:
    """Return the summary and the description, which is empty if it repeats the summary."""
    docs = method.docs
    summary = docs.summary or f"{method.verb} {method.path}"
    same = docs.description.strip(" .\n").lower() == summary.strip(" .").lower()
    return sentence(summary), "" if same else docs.description


def replacement(call: str) -> str:
    """Return what to do about a deprecated alias."""
    return f"use client.{call}"


def paged(method: Method) -> str:
    """Return the docstring of the method that iterates over all pages."""
    return f"Iterate over the items of all pages of `{method.name}`."


def arguments(listed: Iterable[Argument], enums: Enums) -> str:
    """Return the section of documented arguments."""
    known = [(each.name, _joined(about(each), one_of(each, enums))) for each in listed]
    return _section("Args", [(name, text) for name, text in known if text])


def about(argument: Argument) -> str:
    """Return the description of an argument in one line, with default and deprecation."""
    text = sentence(" ".join(argument.description.split()))
    deprecated = "Deprecated." if argument.deprecated and "eprecated" not in text else ""
    default = argument.default
    known = default is not None and not isinstance(default, dict | list)
    return _joined(text, f"Default: {constant(default)}." if known else "", deprecated)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def resource(module: Module) -> str:
    """Return the docstring of a resource."""
    return module.resource.description or f"Methods of ``{'.'.join(module.path)}``."


def module(module: Module) -> str:
    """Return the docstring of a module of methods."""
    return f"Methods of ``client.{'.'.join(module.path)}``."


def client(surface: Surface, is_async: bool) -> str:
    """Return the docstring of a client."""
    kind = "asynchronous" if is_async else "synchronous"
    credentials = [
        (name, credential(scheme, index))
        for scheme in surface.credentials
        for index, name in enumerate(scheme.arguments)
    ]
    listed = [
        *credentials,
        *((header.name, about(header)) for header in surface.headers),
        ("base_url", _base_url(surface)),
        ("options", f"See `{'Async' if is_async else ''}ClientOptions`."),
    ]
    return _paragraphs(
        f"The {kind} client of the {surface.title.removesuffix('API').strip()} API.",
        surface.description if len(surface.description) < 400 else "",
        _section("Args", listed),
    )


def credential(scheme: Credentials, index: int) -> str:
    """Return the description of a credential and its default."""
    what = sentence(" ".join(scheme.description.split()) or SCHEMES[scheme.kind].words)
    variable = scheme.environments[index : index + 1]
    return f"{what} Default: the environment variable {variable[0]}." if variable else what


def _base_url(surface: Surface) -> str:
    server = next(iter(surface.servers), None)
    if server is None or surface.requires_base_url:
        path = f", ending in {server.url}" if server and server.url else ""
        return f"Base URL{path}. Required: the document names no server."
    variable = f"the environment variable {server.environment}" if server.environment else ""
    defaults = [variable, server.url if surface.has_default_server else ""]
    return f"Base URL. Default: {', or '.join(filter(None, defaults))}"


def error(error: ErrorClass) -> str:
    """Return the docstring of the exception class of a status."""
    return _paragraphs(f"The server responded with status {error.status}.", error.description)


def errors(surface: Surface) -> str:
    """Return the docstring of the module of errors."""
    return _paragraphs(
        "Errors of the client. `SDKError` is the base class.",
        "Tracebacks end with your call. The environment variable "
        f"{surface.package.upper()}_FULL_TRACEBACK=1 shows all frames.",
    )


def wait_words() -> str:
    """Return the description of `wait` for the reference."""
    lines = [f"- `{name}`: {text}" for name, text in (*_WAIT_ARGUMENTS, *_WAIT_ERRORS)]
    return _paragraphs(
        "Wait for the job to finish.",
        "\n".join(lines),
        "Jobs that can be waited for:",
    )


def wait(polls: Iterable[Poll]) -> str:
    """Return the docstring of the client's `wait`."""
    calls = ", ".join(f"`{poll.method.dotted}`" for poll in polls)
    return _paragraphs(
        "Wait for the job to finish.",
        f"Polls {calls}.",
        _section("Args", _WAIT_ARGUMENTS),
        _section("Raises", _WAIT_ERRORS),
    )


def sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends with a punctuation mark."""
    return f"{text}." if text and text[-1].isalnum() else text


def _section(title: str, entries: Iterable[tuple[str, str]]) -> str:
    """Return a section of a docstring in Google style. Empty without entries."""
    lines = [_entry(f"{name}: {text}") for name, text in entries]
    return "\n".join([f"{title}:", *lines]) if lines else ""


@lru_cache(maxsize=4096)
def _entry(text: str) -> str:
    """Return an entry wrapped to the line length that it has after escaping."""
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


def package(surface: Surface) -> str:
    """Return the docstring of the package."""
    return f"{tagline(surface)} Start with `{surface.client_names[0][0]}`."


def tagline(surface: Surface) -> str:
    """Return a one-line description of the distribution."""
    title = surface.title
    if title == surface.distribution:
        title = title.removesuffix("-client")
    says_so = re.search(r"APIs?\b", title, re.IGNORECASE)
    return f"Python client of the {title if says_so else f'{title.strip()} API'}."


def lead(surface: Surface) -> str:
    """Return the first paragraph of prose of the description, unless it only repeats the title."""
    paragraphs = [each.strip() for each in surface.description.split("\n\n")]
    first = next((each for each in paragraphs if _PROSE.match(each)), "")
    says_more = {*_words(first)} - {*_words(surface.title)} - _FILLERS
    return first if says_more else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def meaning(scheme: Credentials) -> str:
    """Return the description of a credential, with the header or parameter that carries it."""
    text = sentence(" ".join(scheme.description.split()) or SCHEMES[scheme.kind].words)
    is_said = not scheme.wire or scheme.wire.lower() in text.lower()
    return text if is_said else f"{text} Name: {scheme.wire}."


def short(text: str) -> str:
    """Return the first sentence of a text."""
    return sentence(" ".join(text.split()).partition(". ")[0])


def generated_part(name: str) -> str:
    """Return the docstring of a class that the user's own class and the public class inherit from."""
    return f"What is generated of ``{name}``: the base of its extension, for type checkers."
