"""``python -m specquilt``."""

import sys

try:
    from specquilt.cli.main import process
except KeyboardInterrupt:  # before anything of ours could note it
    print("interrupted", file=sys.stderr)
    sys.exit(130)

process()
