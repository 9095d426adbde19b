"""Runs the server as a process. Prints its URL and stops when its standard input is closed."""

from __future__ import annotations

import argparse
import sys

from loopback.api import CohereAPI
from loopback.server import LoopbackServer


def main() -> None:
    """Run `python -m loopback [--jobs N]`."""
    parser = argparse.ArgumentParser(prog="loopback", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1, help="number of listed embed jobs")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free port")
    options = parser.parse_args()
    api = CohereAPI(jobs=options.jobs)
    with LoopbackServer(api, port=options.port, record=False) as server:
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
