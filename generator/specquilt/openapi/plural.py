"""Numbers with nouns in the right form, and short lists."""

from collections.abc import Sequence

_FEW = 3


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 finding`` or ``2 findings``.

    Args:
        number: the number.
        noun: the noun in the singular.
        plural: the plural of the noun. Default: the singular with an "s".
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are: ``a, b, c, 2 more``."""
    more = [f"{len(names) - _FEW:,} more"] if len(names) > _FEW else []
    return ", ".join([*names[:_FEW], *more])
