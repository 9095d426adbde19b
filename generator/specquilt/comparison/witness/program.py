"""The text of a program: one function with annotations, and its imports."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specquilt.openapi.dataclass import dataclass

_OWN = ("Client", "AsyncBinaryResponse", "BinaryResponse", "FileArgument", "FileContent", "Stream")
_STANDARD = {
    "collections.abc": ("Mapping", "Sequence"),
    "typing": ("Any", "Literal", "assert_type"),
}
_TAKEN = frozenset({"Client", "client", "datetime", "errors", "list", "types", "value"})


@dataclass(frozen=True)
class Program:
    """A function that uses the old package.

    Args:
        text: The function.
        is_refused: Whether type checkers refuse it with the new package.
    """

    text: str
    is_refused: bool

    def whole(self, package: str, client: str = "Client") -> str:
        """Return the program with its imports.

        Args:
            package: Name of the package.
            client: Name of the class of the client.
        """
        lines = ["import datetime"] if _uses(self.text, "datetime") else []
        lines += [
            f"from {module} import {', '.join(used)}"
            for module, names in _STANDARD.items()
            if (used := [name for name in names if _uses(self.text, name)])
        ]
        own = (client, *_OWN, "errors", "types")
        used = [name for name in dict.fromkeys(own) if _uses(self.text, name)]
        imports = "\n".join([*lines, f"from {package} import {', '.join(used)}"])
        return f"{imports}\n\n\n{self.text}\n"


def returning(parameters: Mapping[str, str], returns: str, expression: str) -> str:
    """Return a function that returns an expression. Parameters are names with annotations."""
    return f"def use({_parameters(parameters)}) -> {returns}:\n    return {expression}"


def asserting(parameters: Mapping[str, str], expression: str, type_: str) -> str:
    """Return a function that says which type an expression has."""
    body = f"assert_type({expression}, {type_})"
    return f"def use({_parameters(parameters)}) -> None:\n    {body}"


def variable(name: str) -> str:
    """Return the name of the parameter for an argument: no name that the program needs."""
    return f"{name}_" if name in _TAKEN or not name.isidentifier() else name


def _parameters(parameters: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {type_}" for name, type_ in parameters.items())


def _uses(text: str, name: str) -> bool:
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", "''", text)
    return re.search(rf"(?<![\w.]){name}\b(?!=|: )", bare) is not None
