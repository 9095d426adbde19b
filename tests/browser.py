"""Opens pages in a browser without a window."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), "")
_NO_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", _NO_HOSTS)


def opened(url: str, profile: Path) -> tuple[str, list[str]]:
    """Return a page after its scripts have run, and what the console says of it.

    No host but this machine is found: a request to another one is an error in the console.

    Args:
        url: Of a file, or of a server on this machine.
        profile: A folder for what the browser keeps.
    """
    command = [BROWSER, *_OPTIONS, f"--user-data-dir={profile}", "--dump-dom", url]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout, re.findall(r"CONSOLE.*", done.stderr)
