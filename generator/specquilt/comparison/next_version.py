"""The version that a package with some changes should have (PEP 440, Semantic Versioning 2.0.0)."""

from __future__ import annotations

from specquilt.openapi.finding import input_error
from specquilt.rules.changes.rule import Verdict

_PARTS = 3


def next_version(current: str, sdk: Verdict) -> str:
    """Return the version of the next release.

    Args:
        current: Version of the last release, or of the pre-release that is going on.
        sdk: The most severe sdk verdict of all changes; "none" if there are only changes of the wire.

    Before 1.0, a breaking change gets the next minor version, and all others the next patch (Semantic
    Versioning, section 4, asks for nothing more). After a pre-release comes the next one of its kind.

    Raises:
        InputError: It is not a version.
    """
    from packaging.version import InvalidVersion, Version  # most comparisons do not need it

    try:
        version = Version(current)
    except InvalidVersion:
        message = f"{current!r} is not a version (PEP 440)"
        raise input_error("invalid-name", message, help="write one such as 1.2.3") from None
    epoch = f"{version.epoch}!" if version.epoch else ""
    base = f"{epoch}{'.'.join(map(str, version.release))}"
    if version.pre:
        kind, number = version.pre
        return f"{base}{kind}{number + 1}"
    if version.dev is not None:
        return f"{base}.dev{version.dev + 1}"
    return f"{epoch}{_raised(version.release, sdk)}"


def _raised(release: tuple[int, ...], sdk: Verdict) -> str:
    major, minor, patch = (*release, 0, 0)[:_PARTS]
    at = {Verdict.MAJOR: 0, Verdict.MINOR: 1}.get(sdk, 2)
    if major == 0:
        at = min(at + 1, 2)
    parts = [major, minor, patch]
    parts[at] += 1
    return ".".join(map(str, [*parts[: at + 1], *([0] * (2 - at))]))
