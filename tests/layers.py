"""The floors of the house, and which room uses which; drawn for CONTRIBUTING.md by `make map`."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "specquilt"
RUNTIME = PACKAGE / "python" / "runtime"
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- map -->\n", "<!-- end of map -->\n"

# From the ground up: a room uses rooms of lower floors, and of its own floor only those listed here.
FLOORS = (
    "__init__",
    "openapi",
    "sources rules validate api output",
    "merge overlay select report",
    "python",
    "project",
    "pipeline lint",
    "cli",
    "__main__",
)
BESIDE = {("lint", "pipeline")}
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms.split()}
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(RUNTIME)
)


def room_of(module: str) -> str:
    """Return the room of a module, given as a path or with dots."""
    return module.removesuffix(".py").replace("/", ".").split(".", maxsplit=1)[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a file imports, anywhere in it, without our own prefix."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "specquilt":
            yield from (alias.name for alias in node.names if alias.name in LEVEL)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("specquilt."):
            yield str(node.module).removeprefix("specquilt.")


def uses() -> dict[str, set[str]]:
    """Return the rooms that each room uses."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name in imports(PACKAGE / module):
            if room_of(name) != room_of(module):
                found[room_of(module)].add(room_of(name))
    return dict(found)


def drawn() -> str:
    """Return the map as a Mermaid diagram: what is used by way of another room is left out."""
    used = uses()
    rows = ["```mermaid", "flowchart TD"]
    for rooms in reversed(FLOORS[1:-1]):
        names = [room for room in rooms.split() if room in used or room == "openapi"]
        rows.append(f"  subgraph floor{LEVEL[names[0]]}[ ]")
        rows.append("    direction LR")
        rows.extend(f"    {name}" for name in names)
        rows.append("  end")
    for room in sorted(used, key=lambda name: -LEVEL[name]):
        rows.extend(f"  {room} --> {other}" for other in sorted(_directly(room, used)))
    return "\n".join([*rows, "```"]) + "\n"


def _directly(room: str, used: dict[str, set[str]]) -> set[str]:
    if room not in FLOORS[-2]:
        further = {name for other in used[room] for name in used.get(other, ())}
        return used[room] - further - {"__init__"}
    return used[room] - {name for other in used[room] for name in used.get(other, ())}


def main() -> None:
    """Put the map into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{drawn()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
