"""The layers of the package and their imports. `make map` draws them into CONTRIBUTING.md."""

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

# From bottom to top. A folder imports from lower layers, and from its own layer only if listed below.
LAYERS = (
    "__init__",
    "openapi reserved",
    "sources rules validate api output",
    "merging overlay select report repair",
    "python recordings",
    "project pull",
    "pipeline linting",
    "comparison",
    "library quilt",
    "lsp",
    "cli",
    "__main__",
)
SAME_LAYER = {("linting", "pipeline")}
# Modules with a layer of their own. They are tables that import nothing of ours, so that rules can use them.
LEAVES = {"python.names.reserved": "reserved"}
LEVEL = {folder: level for level, folders in enumerate(LAYERS) for folder in folders.split()}
# What Python code can import is imported when it is first used: see tests/library/test_import.py.
OFFERS = PACKAGE / "__init__.py"
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(RUNTIME) and path != OFFERS
)


def folder_of(module: str) -> str:
    """Return the folder of a module. The module is a path or a dotted name."""
    name = module.removesuffix(".py").replace("/", ".")
    return LEAVES.get(name) or name.split(".", maxsplit=1)[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the specquilt modules that a file imports, without the prefix ``specquilt.``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "specquilt":
            yield from (alias.name for alias in node.names if alias.name in LEVEL)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("specquilt."):
            yield str(node.module).removeprefix("specquilt.")


def uses() -> dict[str, set[str]]:
    """Return the folders that each folder imports from."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name in imports(PACKAGE / module):
            if folder_of(name) != folder_of(module):
                found[folder_of(module)].add(folder_of(name))
    return dict(found)


def drawn() -> str:
    """Return the map as a Mermaid diagram. Indirect imports are left out."""
    used = uses()
    labels = {folder: f'{folder}["{module}"]' for module, folder in LEAVES.items()}
    rows = ["```mermaid", "flowchart TD"]
    for folders in reversed(LAYERS[1:-1]):
        names = [folder for folder in folders.split() if folder in used or LEVEL[folder] == 1]
        rows.append(f"  subgraph layer{LEVEL[names[0]]}[ ]")
        rows.append("    direction LR")
        rows.extend(f"    {labels.get(name, name)}" for name in names)
        rows.append("  end")
    for folder in sorted(used, key=lambda name: -LEVEL[name]):
        rows.extend(f"  {folder} --> {other}" for other in sorted(_directly(folder, used)))
    return "\n".join([*rows, "```"]) + "\n"


def _directly(folder: str, used: dict[str, set[str]]) -> set[str]:
    if folder != "cli":
        further = {name for other in used[folder] for name in used.get(other, ())}
        return used[folder] - further - set(LAYERS[0].split())
    return used[folder] - {name for other in used[folder] for name in used.get(other, ())}


def main() -> None:
    """Write the map into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{drawn()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
