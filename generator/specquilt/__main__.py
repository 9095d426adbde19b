"""``python -m specquilt``."""

import sys

from specquilt.cli.main import command

sys.exit(command())
