"""Whether this version of specquilt may read a configuration: imported only where one says which may."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from specquilt import __version__
from specquilt.openapi.finding import Location, input_error


def is_range(text: str) -> bool:
    """Return whether a text is a version or a version specifier (PEP 440)."""
    return _range(text) is not None


def refuse_other(text: str, place: Location) -> None:
    """Refuse a configuration that is not for this version.

    Args:
        text: the versions that may read it.
        place: where the configuration says so.

    Raises:
        InputError: this version is none of them.
    """
    wanted = _range(text)
    if wanted is None or wanted.contains(__version__, prereleases=True):
        return
    message = f"this is specquilt {__version__}, but the project requires {text}"
    advice = f"pip install 'specquilt{wanted}', or change required-version"
    raise input_error("required-version", message, place, advice)


def _range(text: str) -> SpecifierSet | None:
    """Return the versions that a text allows: a version alone is that version."""
    try:
        return SpecifierSet(f"=={Version(text)}")
    except InvalidVersion:
        pass
    try:
        return SpecifierSet(text) if text.strip() else None
    except InvalidSpecifier:
        return None
