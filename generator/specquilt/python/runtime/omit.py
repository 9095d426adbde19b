"""The marker for an argument that was not given, as opposed to one given as null."""

from __future__ import annotations

from typing import Final, Literal, final


@final
class Omit:
    """The type of `OMIT`: an omitted argument is never sent, whereas `None` is sent as null."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "OMIT"

    def __reduce__(self) -> str:
        return "OMIT"


OMIT: Final = Omit()
