"""Numbers with nouns in the right form."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 finding`` or ``2 findings``.

    Args:
        number: the number.
        noun: the noun in the singular.
        plural: the plural of the noun. Default: the singular with an "s".
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
