"""What is said of texts that cannot be read."""

from __future__ import annotations

import pytest

from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.fault import TextFault


def refused(text: str) -> tuple[int, int, str]:
    """Return line, column and message of the fault of a text."""
    with pytest.raises(TextFault) as caught:
        yaml_loader.load(text)
    return caught.value.line, caught.value.column, caught.value.message
