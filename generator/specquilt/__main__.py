"""``python -m specquilt``."""

import sys

from specquilt.cli import command

sys.exit(command())
