"""Check that a CycloneDX list names every dependency that the package declares, as the lock has it."""

import json
import re
import sys
import tomllib
from pathlib import Path


def main(listed: str, lock: str) -> None:
    """Stop with what is missing in a list, or differs from a lock."""
    components = {
        re.sub(r"[-_.]+", "-", each["name"]).lower(): each["version"]
        for each in json.loads(Path(listed).read_text("utf-8"))["components"]
    }
    pins = set(re.findall(r"^([\w-]+)==([^\s;]+)", Path(lock).read_text("utf-8"), re.MULTILINE))
    pinned = {name for name, _ in pins}
    declared = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in declared}
    missing = names - set(components)
    others = {each for each in components.items() if each[0] in pinned and each not in pins}
    if missing or others:
        sys.exit(f"not listed: {sorted(missing)}; not as in the lock: {sorted(others)}")
    print(f"{len(components)} components are listed, as {lock} has them")


main(*sys.argv[1:])
