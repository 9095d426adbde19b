"""The Jinja environment: template loader and filters."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
)

from specquilt.python.render import code

_CHECKOUT = Path(__file__).parents[4] / "templates"


@cache
def environment() -> Environment:
    """Return the environment for all templates."""
    env = Environment(
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
