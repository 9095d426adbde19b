"""A random sample of mutants, in a session of cosmic-ray."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from cosmic_ray.commands import init
from cosmic_ray.work_db import WorkDB, use_db

from mutants.files import replaced
from mutants.operators import register
from mutants.trees import RUNTIME

MUTATED = (
    RUNTIME,
    "generator/specquilt/merging",
    "generator/specquilt/validate",
    "generator/specquilt/openapi/load",
)

# Other kinds die at once with a TypeError or a SyntaxError (`|` to `**`), and would only make the
# result look good; or they repeat one of these.
_KINDS = re.compile(
    r"own/RemoveStatement|core/("
    r"AddNot|Break.*|Continue.*|ExceptionReplacer|NumberReplacer|RemoveDecorator|"
    r"Replace(And|Or|True|False|Break|Continue)With.*|ZeroIterationForLoop|"
    r"ReplaceUnaryOperator_(Delete_Not|USub_UAdd)|"
    r"ReplaceBinaryOperator_(Add_Sub|Sub_Add|Div_Mul|FloorDiv_Mul|Mod_Add|BitAnd_BitOr|LShift_RShift)|"
    r"ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt)"
    r")"
)
_TYPING_DECORATOR = re.compile(r"\s*@(overload|override|final|runtime_checkable|abstractmethod)\b")
_TYPING_CONDITION = re.compile(r"\s*if TYPE_CHECKING\b")


def modules(tree: Path) -> list[Path]:
    """Return the files that are mutated."""
    return sorted(path for folder in MUTATED for path in (tree / folder).rglob("*.py"))


def draw(session: Path, tree: Path, size: int, seed: int) -> None:
    """Write a session with a random sample of all mutants of a tree."""
    register()
    with replaced(session) as part, use_db(part, WorkDB.Mode.create) as work:
        init(modules(tree), work, {})
        every = sorted(work.work_items, key=_order)
        chosen = [item for item in every if _is_worthwhile(item.mutations[0])]
        work.clear()
        work.add_work_items(random.Random(seed).sample(chosen, min(size, len(chosen))))
    print(f"{size} of {len(chosen)} mutants, seed {seed}", flush=True)


def _order(item: Any) -> tuple[object, ...]:
    mutation = item.mutations[0]
    return str(mutation.module_path), mutation.operator_name, mutation.occurrence


def _is_worthwhile(mutation: Any) -> bool:
    path, (row, column) = Path(mutation.module_path), mutation.start_pos
    line = _lines(path)[row - 1]
    return (
        _KINDS.fullmatch(mutation.operator_name) is not None
        and not _TYPING_DECORATOR.match(line)
        and not _TYPING_CONDITION.match(line)
        and not any(start <= (row, column) < end for start, end in _annotations(path))
        and row not in decorators_of_interfaces(_parsed(path))
    )


def decorators_of_interfaces(module: ast.Module) -> set[int]:
    """Return the lines of the decorators of functions without code, which never run."""
    functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))
    empty = (function for function in functions if ast.unparse(function.body[-1]) == "...")
    return {decorator.lineno for function in empty for decorator in function.decorator_list}


def _annotations(path: Path) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for node in ast.walk(_parsed(path)):
        annotations = (getattr(node, "annotation", None), getattr(node, "returns", None))
        for each in filter(None, annotations):
            yield (each.lineno, each.col_offset), (each.end_lineno, each.end_col_offset)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
