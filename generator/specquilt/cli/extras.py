"""Parts of specquilt that need other distributions, which not everybody wants."""

from __future__ import annotations

from importlib.util import find_spec

from specquilt.openapi.finding import input_error

_MODULES = {"lsp": "pygls", "watch": "watchfiles"}


def require(extra: str, what: str) -> None:
    """Raise an error that says what to install, if an extra is not installed.

    Args:
        extra: the name of the extra.
        what: what needs it.

    Raises:
        InputError: it is not installed.
    """
    module = _MODULES[extra]
    if find_spec(module) is None:
        message = f"{what} needs {module}, which is not installed"
        raise input_error(
            "missing-extra", message, help=f"install it: pip install 'specquilt[{extra}]'"
        )
