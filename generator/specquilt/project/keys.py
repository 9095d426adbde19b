"""What `specquilt.toml` may say, and what is wrong with what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from specquilt.openapi.finding import Severity
from specquilt.openapi.suggestion import did_you_mean
from specquilt.rules.engine.ids import ids

Fault: TypeAlias = tuple[tuple[str, ...], str, str]
"""The keys that lead to a fault, what is wrong, and what to do."""

_TEXT, _TEXTS, _TABLE = "a string", "a list of strings", "a table of strings"
_KEYS: dict[str, dict[str, str]] = {
    "sources": {
        "pages": _TEXTS,
        "supplements": _TEXTS,
        "overlay": _TEXT,
        "allow-references": _TEXTS,
    },
    "select": {"include": _TEXTS, "exclude": _TEXTS},
    "document": {"output": _TEXT, "title": _TEXT, "version": _TEXT, "description": _TEXT},
    "client": {"output": _TEXT, "distribution": _TEXT, "package": _TEXT, "version": _TEXT},
    "rules": {"accept": _TEXTS, "refuse": _TEXTS},
    "lint": {"fail-on": _TEXT, "severity": _TABLE, "baseline": _TEXT},
}


def faults(settings: dict[str, Any], folder: Path) -> Iterator[Fault]:
    """Report tables, keys and values that are wrong, and files that are not there."""
    yield from _faults_of_tables(settings)
    yield from _missing(settings, folder)


def _faults_of_tables(settings: dict[str, Any]) -> Iterator[Fault]:
    for table, entries in settings.items():
        if table not in _KEYS:
            yield (table,), f"there is no [{table}]", f"tables are {_listed(_KEYS)}"
        elif not isinstance(entries, dict):
            yield (table,), f"{table!r} is a table", f"write [{table}]"
        else:
            yield from _faults_of_table(table, entries)
    sources = settings.get("sources", {})
    if isinstance(sources, dict) and not sources.get("pages"):
        yield ("sources", "pages"), "no sources", 'say which: [sources] pages = ["pages"]'


def _faults_of_table(table: str, entries: dict[str, Any]) -> Iterator[Fault]:
    for key, value in entries.items():
        kind = _KEYS[table].get(key)
        if kind is None:
            help = f"[{table}] has {_listed(_KEYS[table])}"
            yield (table, key), f"there is no {key!r} in [{table}]", help
        elif not _fits(value, kind):
            yield (table, key), f"{key!r} is {kind}", ""
    yield from _unknown_rules(table, entries)
    severities = {str(severity) for severity in Severity}
    wished = {"fail-on": entries.get("fail-on", "error"), **_texts(entries.get("severity"))}
    for key, value in wished.items() if table == "lint" else ():
        if value not in severities:
            yield (table, key), f"{value!r} is no severity", f"use {_listed(severities)}"


def _unknown_rules(table: str, entries: dict[str, Any]) -> Iterator[Fault]:
    """Look up the ids of rules wherever they may stand."""
    if table not in ("lint", "rules"):
        return
    known = ids()
    for key, value in entries.items():
        for rule in value if isinstance(value, list | dict) else ():
            if str(rule) not in known:
                place = (table, key, rule) if isinstance(value, dict) else (table, key)
                advice = did_you_mean(str(rule), known, "see `specquilt rules`")
                yield place, f"there is no rule {rule!r}", advice


def _missing(settings: dict[str, Any], folder: Path) -> Iterator[Fault]:
    sources = settings.get("sources")
    overlay = sources.get("overlay") if isinstance(sources, dict) else None
    if isinstance(overlay, str) and not (folder / overlay).is_file():
        yield ("sources", "overlay"), f"there is no overlay {overlay!r}", "paths start at this file"


def _texts(value: Any) -> dict[str, str]:
    return value if isinstance(value, dict) else {}


def _fits(value: Any, kind: str) -> bool:
    if kind == _TEXT:
        return isinstance(value, str)
    items = value.values() if kind == _TABLE and isinstance(value, dict) else value
    container = dict if kind == _TABLE else list
    return isinstance(value, container) and all(isinstance(item, str) for item in items)


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))
