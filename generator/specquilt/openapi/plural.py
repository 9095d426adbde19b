"""Numbers of things."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 finding`` or ``2 findings``.

    Args:
        number: how many there are.
        noun: what there is, in the singular.
        plural: its plural, unless that ends in an "s" more.
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
