"""Opens every page of the built documentation, and fails if the console of the browser says anything."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import BROWSER, NAMES, opened


class Handler(SimpleHTTPRequestHandler):
    """Answers with files, and prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def main(folder: Path) -> int:
    """Return the exit code for the site in a folder."""
    if not BROWSER:
        print(f"the site is not opened in a browser: that requires one of {', '.join(NAMES)}")
        return 0
    pages = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("index.html"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with TemporaryDirectory() as profile:
            start = f"http://127.0.0.1:{server.server_port}/"
            complaints = [
                f"{page}: {line}"
                for page in pages
                for line in opened(start + page, Path(profile))[1]
            ]
        server.shutdown()
    print(*complaints, f"{len(pages)} pages opened, {len(complaints)} complaints", sep="\n")
    return bool(complaints) or not pages


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
