"""Git as tests use it: with an author, and without the settings of the developer."""

from __future__ import annotations

import os
import subprocess

_AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@quilt.test")
_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(*arguments: str) -> str:
    """Run Git in the working directory and return what it prints."""
    command, environment = ["git", *_AUTHOR, *arguments], {**os.environ, **_NO_SETTINGS}
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    return done.stdout.strip()


def commit(*paths: str) -> None:
    """Commit what has changed below paths; without paths, everything."""
    git("add", "--all", *paths)
    git("commit", "--quiet", "--message", "A commit")
