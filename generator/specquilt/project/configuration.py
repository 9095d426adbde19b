"""What a run is about: `specquilt.toml`, or the sources named on the command line."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from specquilt.openapi.finding import Finding, InputError, Location, Severity, input_error
from specquilt.openapi.naming import identifier, snake
from specquilt.output.inputs import FILE_NAME, Wish
from specquilt.project.keys import faults
from specquilt.select.choice import Choice


@dataclass(frozen=True)
class Job:
    """One run's input and output, with all paths as the user would name them from here.

    Args:
        config: the file that says so, if there is one.
        pages: sources of equal standing, in order.
        supplements: sources that only fill gaps.
        references: folders whose files a document may refer to.
        overlay: corrections by hand.
        choice: which operations are wanted.
        document_output: where the sewn document goes, if anywhere.
        client_output: the folder of the distribution, if one is wanted.
        info: title, version and description of the document, where they are wished for.
        accept: guesses that somebody has looked at and agreed with.
        refuse: rules whose edits must not be made.
        severity: severity by rule id.
        baseline: findings that are known.
    """

    pages: tuple[Path, ...]
    config: Path | None = None
    supplements: tuple[Path, ...] = ()
    references: tuple[Path, ...] = ()
    overlay: Path | None = None
    choice: Choice = field(default_factory=Choice)
    document_output: Path | None = None
    client_output: Path | None = None
    distribution: str = ""
    package: str = ""
    client_version: str = "0.1.0"
    info: dict[str, str] = field(default_factory=dict)
    accept: frozenset[str] = frozenset()
    refuse: frozenset[str] = frozenset()
    fail_on: Severity = Severity.ERROR
    severity: dict[str, Severity] = field(default_factory=dict)
    baseline: Path | None = None

    @property
    def name(self) -> str:
        """What to call the job in messages."""
        return (self.config.parent if self.config else self.pages[0]).as_posix()

    @property
    def wish(self) -> Wish:
        """What the lock has to know of it; `wish.of_arguments` reads the same without this module."""
        inside = self.config and (self.choice.places or not self.choice)
        choice = ((), ()) if inside else (self.choice.include, self.choice.exclude)
        own = () if self.config else (self.distribution, self.package)
        files = (*self.pages, *self.supplements, *filter(None, (self.config, self.overlay)))
        return Wish(
            name=self.name,
            settings=repr((own, choice)),
            base=str(self.config.parent) if self.config else None,
            sources=[str(path) for path in files],
            output=str(self.client_output) if self.client_output else None,
            document=str(self.document_output) if self.document_output else None,
        )


def find_jobs(folder: Path) -> list[Job]:
    """Load every ``specs/*/specquilt.toml`` below a folder.

    Raises:
        InputError: there is none, or one is wrong.
    """
    files = sorted(folder.glob(f"specs/*/{FILE_NAME}"))
    if not files:
        raise input_error(
            "missing-file",
            f"there is no specs/*/{FILE_NAME} below this folder",
            Location(_shown(folder)),
            "name sources (`specquilt generate page.md`), or run this where `specs/` is",
        )
    return [load(file) for file in files]


def load(file: Path) -> Job:
    """Load one configuration file.

    Raises:
        InputError: the file is missing or unreadable, or has a key or value that is wrong.
    """
    text = _read(file)
    settings = _parse(file, text)
    found = [
        Finding("config-key", Severity.ERROR, message, _place(file, text, *keys), help=help)
        for keys, message, help in faults(settings, file.parent)
    ]
    if found:
        raise InputError(*found)
    return _job(file, settings)


def from_sources(
    sources: list[Path], supplements: list[Path], output: Path | None, package: str
) -> Job:
    """Make a job of what the command line names; the package is called after its folder."""
    distribution = output.resolve().name if output else "client"
    return Job(
        pages=tuple(sources),
        supplements=tuple(supplements),
        client_output=output,
        distribution=distribution,
        package=package or _package(distribution),
    )


def narrowed(job: Job, include: list[str], exclude: list[str]) -> Job:
    """Return the job with the choice of the command line, if there is one, in place of its own."""
    choice = Choice(tuple(include), tuple(exclude))
    return replace(job, choice=choice) if choice else job


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        place = Location(_shown(file))
        raise input_error("missing-file", "there is no such configuration", place) from None


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = map(int, found.groups()) if found else (1, 1)
        message = str(error).partition(" (at ")[0].lower()
        place = Location(_shown(file), line, column)
        raise input_error("config-key", message, place, "correct the TOML") from None


def _place(file: Path, text: str, *keys: str) -> Location:
    """Find the line of a key: TOML libraries do not keep it."""
    line = 1
    for key in keys:
        pattern = re.compile(
            rf"^\s*(\[.*\b{re.escape(key)}\b.*\]|[\"']?{re.escape(key)}[\"']?\s*=)"
        )
        for number, content in enumerate(text.split("\n"), 1):
            if number >= line and pattern.match(content):
                line = number
                break
    return Location(_shown(file), line)


def _job(file: Path, settings: dict[str, Any]) -> Job:
    sources, document = settings["sources"], settings.get("document", {})
    client, lint = settings.get("client", {}), settings.get("lint", {})
    rules = settings.get("rules", {})
    distribution = client.get("distribution") or Path(client.get("output", "client")).name
    return Job(
        config=Path(_shown(file)),
        pages=tuple(_beside(file, path) for path in sources["pages"]),
        supplements=tuple(_beside(file, path) for path in sources.get("supplements", [])),
        references=tuple(_beside(file, path) for path in sources.get("allow-references", [])),
        overlay=_optional(file, sources.get("overlay")),
        choice=_choice(file, settings.get("select", {})),
        document_output=_optional(file, document.get("output")),
        client_output=_optional(file, client.get("output")),
        distribution=distribution,
        package=client.get("package") or _package(distribution),
        client_version=client.get("version", "0.1.0"),
        info={key: document[key] for key in ("title", "version", "description") if key in document},
        accept=frozenset(rules.get("accept", [])),
        refuse=frozenset(rules.get("refuse", [])),
        fail_on=Severity(lint.get("fail-on", "error")),
        severity={rule: Severity(value) for rule, value in lint.get("severity", {}).items()},
        baseline=_optional(file, lint.get("baseline")),
    )


def _choice(file: Path, select: dict[str, list[str]]) -> Choice:
    include, exclude = tuple(select.get("include", [])), tuple(select.get("exclude", []))
    if not include and not exclude:
        return Choice()
    lines = _read(file).split("\n")
    written = {pattern: _line_with(pattern, lines) for pattern in (*include, *exclude)}
    places = {pattern: Location(_shown(file), line) for pattern, line in written.items()}
    return Choice(include, exclude, places)


def _line_with(text: str, lines: list[str]) -> int:
    quoted = (f'"{text}"', f"'{text}'")
    found = (n for n, line in enumerate(lines, 1) if any(each in line for each in quoted))
    return next(found, 1)


def _beside(file: Path, path: str) -> Path:
    return Path(_shown(file.parent / path))


def _optional(file: Path, path: str | None) -> Path | None:
    return _beside(file, path) if path else None


def _shown(path: Path) -> str:
    """Write a path the way a person in this folder would."""
    return os.path.relpath(path).replace(os.sep, "/")


def _package(distribution: str) -> str:
    return identifier(snake(distribution), "client")
