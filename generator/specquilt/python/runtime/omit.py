"""The default of optional arguments, as opposed to None, which is sent as null."""

from __future__ import annotations

from typing import Final, Literal, final


@final
class Omit:
    """The type of `OMIT`: omitted arguments are not sent; `None` is sent as null."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "OMIT"

    def __reduce__(self) -> str:
        return "OMIT"


OMIT: Final = Omit()
