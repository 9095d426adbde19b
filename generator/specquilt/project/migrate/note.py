"""Writes what became of the keys of a configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import Pointer
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.settle import Outcome

FILE_NAME = "migration.md"
_MOST_LINES = 12


def summary(plan: Plan) -> Iterator[str]:
    """Yield a few lines: how many keys are used, and why the others are not."""
    used, reported = len(plan.ledger.used), plan.ledger.reported
    files = ", ".join(path.as_posix() for path in plan.files.values())
    yield f"{files}: {counted(used + len(reported), 'key')}, {used:,} used, {len(reported):,} without a counterpart"
    reasons = Counter(reported.values()).most_common()
    for reason, count in reasons[:_MOST_LINES]:
        yield f"{count:>6,}  {reason}"
    if len(reasons) > _MOST_LINES:
        yield f"        and {counted(len(reasons) - _MOST_LINES, 'other reason')}"


def text(plan: Plan, outcome: Outcome) -> str:
    """Write a page with every key: first those without a counterpart, by their reason."""
    parts = [
        f"# From {plan.tool} to specquilt\n",
        "What became of each key of the configuration. Nothing reads this file: delete it when it is "
        "no longer needed.\n",
        _section("Without a counterpart", plan, plan.ledger.reported),
        _operations(outcome),
        _section("Used", plan, plan.ledger.used),
    ]
    return "\n".join(filter(None, parts))


def _section(title: str, plan: Plan, became: dict[Pointer, str]) -> str:
    counts = Counter(became.values()).most_common()
    parts = [
        _list(reason, plan, [at for at in became if became[at] == reason]) for reason, _ in counts
    ]
    return "\n".join([f"## {title}: {counted(len(became), 'key')}\n", *parts]) if became else ""


def _list(reason: str, plan: Plan, keys: list[Pointer]) -> str:
    lines = "".join(f"- `{_shown(plan, at)}`\n" for at in keys)
    return f"{_sentence(reason)}:\n\n{lines}"


def _operations(outcome: Outcome) -> str:
    """List the operations that the configuration does not know: they are in the client, too."""
    if not outcome.unnamed:
        return ""
    lines = "".join(f"- `{name}`\n" for name in outcome.unnamed)
    count = counted(len(outcome.unnamed), "operation")
    return (
        f"## Not in the configuration: {count}\n\nThe client has them, with names that specquilt "
        f"chooses. To leave them out, add them to `exclude` in `[select]`.\n\n{lines}"
    )


def _shown(plan: Plan, at: Pointer) -> str:
    """Return ``stainless.yml: targets.python.package_name``."""
    names = "".join(f"[{name}]" if isinstance(name, int) else f".{name}" for name in at[1:])
    return f"{plan.files[str(at[0])].name}: {names.lstrip('.')}".replace("`", "'").replace(
        "\n", " "
    )


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:] if reason[:1] != "x" else reason
