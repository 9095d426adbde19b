"""Sew documentation pages into one OpenAPI document, and a Python client out of it.

What Python code can call is imported when it is first used: the command line needs none of it.
"""

__version__ = "0.1.0"

REPOSITORY = "https://github.com/specquilt/specquilt"
"""Where the code, its pages and its issues are."""

__all__ = [
    "Change",
    "DiffResult",
    "Finding",
    "Fix",
    "GenerateResult",
    "InputError",
    "LintResult",
    "Location",
    "MergeResult",
    "Severity",
    "Source",
    "Verdict",
    "__version__",
    "diff",
    "generate",
    "lint",
    "merge",
]

TYPE_CHECKING = False

if TYPE_CHECKING:
    from specquilt.comparison.difference import ChangeFinding as Change
    from specquilt.library.diff import DiffResult, diff
    from specquilt.library.generate import generate
    from specquilt.library.lint import lint
    from specquilt.library.merge import merge
    from specquilt.library.results import GenerateResult, LintResult, MergeResult
    from specquilt.library.sources import Source
    from specquilt.openapi.finding import Finding, Fix, InputError, Location, Severity
    from specquilt.rules.changes.rule import Verdict
else:
    _PLACES = {
        "specquilt.comparison.difference:ChangeFinding": ("Change",),
        "specquilt.library.diff": ("DiffResult", "diff"),
        "specquilt.library.generate": ("generate",),
        "specquilt.library.lint": ("lint",),
        "specquilt.library.merge": ("merge",),
        "specquilt.library.results": ("GenerateResult", "LintResult", "MergeResult"),
        "specquilt.library.sources": ("Source",),
        "specquilt.openapi.finding": ("Finding", "Fix", "InputError", "Location", "Severity"),
        "specquilt.rules.changes.rule": ("Verdict",),
    }

    def __getattr__(name):
        """Import what is asked for (PEP 562)."""
        from importlib import import_module

        place = next((place for place, names in _PLACES.items() if name in names), None)
        if place is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = place.partition(":")
        found = globals()[name] = getattr(import_module(module), attribute or name)
        return found

    def __dir__():
        return sorted({*globals(), *__all__})
