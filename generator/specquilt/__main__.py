"""``python -m specquilt``."""

import sys

from specquilt.cli import main

sys.exit(main())
