"""The Jinja environment: template loader and filters."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from specquilt.python.render import code

_CHECKOUT = Path(__file__).parents[4] / "templates"


class _Compiler(CodeGenerator):
    """Outputs what `refuse_text` returns: that is safe, and to escape it again takes a tenth longer."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(f"({finalize.src}")


class _Context(Context):
    """Calls functions directly: none asks for the context, and to look takes a tenth longer."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """Return what a function or macro returns."""
        return called(*args, **named)


class _Environment(Environment):
    code_generator_class = _Compiler
    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    """Items of mappings need brackets."""


@cache
def environment() -> Environment:
    """Return the environment for all templates."""
    env = _Environment(
        loader=_loader(),
        bytecode_cache=_compiled(),
        autoescape=True,
        finalize=code.refuse_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters = {
        "length": len,
        "annotation": code.annotation,
        "literal": code.literal,
        "identifier": code.identifier,
        "docstring": code.docstring,
        "markdown": code.markdown,
        "toml": code.toml,
        "git_pattern": code.git_pattern,
    }
    return env


def _compiled() -> FileSystemBytecodeCache | None:
    """Cache compiled templates in ``__pycache__`` if Python writes bytecode there."""
    folder = Path(__file__).with_name("__pycache__")
    is_usable = folder.is_dir() and os.access(folder, os.W_OK) and not sys.dont_write_bytecode
    return FileSystemBytecodeCache(str(folder)) if is_usable else None


def _loader() -> BaseLoader:
    """Load templates from the checkout if there is one. Editable installs package no templates."""
    if _CHECKOUT.is_dir() and (_CHECKOUT.parent / "pyproject.toml").is_file():
        return FileSystemLoader(_CHECKOUT)
    return FunctionLoader(_packaged)


def _packaged(name: str) -> str | None:
    source = files("specquilt").joinpath("templates", *name.split("/"))
    return source.read_text("utf-8") if source.is_file() else None
