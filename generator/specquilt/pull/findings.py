"""What a run has to report."""

from __future__ import annotations

from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.pull.address import Address
from specquilt.pull.settings import PullSettings

FAILED, SKIPPED, ELSEWHERE, GONE = "pull-failed", "page-skipped", "link-elsewhere", "page-gone"
EDITED = "edited-source"


def failure(
    what: str, settings: PullSettings, source: Address | None, help: str = ""
) -> InputError:
    """Return the error that ends a run, before anything is written."""
    place = settings.place_of(settings.written.get(source, "")) if source else None
    return InputError(Finding(FAILED, Severity.ERROR, what, place, help=help))


def skipped(page: Address, reason: str) -> Finding:
    """Return the finding about a listed page that cannot be pulled."""
    message = f"{page} {reason}; it is not pulled"
    advice = "leave it out with [pull] exclude"
    return Finding(SKIPPED, Severity.WARNING, message, help=advice)


def elsewhere(link: Address) -> Finding:
    """Return the finding about a link to a host that is not asked."""
    message = f"{link} is not on a host of the sources; it is not pulled"
    advice = f'to pull it, add hosts = ["{link.authority}"] to [pull]'
    return Finding(ELSEWHERE, Severity.INFO, message, help=advice)


def gone(path: str, url: str, reason: str) -> Finding:
    """Return the finding about a file whose page is not there any more."""
    message = f"{url} {reason}; its file stays"
    advice = "if the API no longer has what it describes, delete the file"
    return Finding(GONE, Severity.WARNING, message, Location(path), help=advice)


def edits(paths: list[str]) -> InputError:
    """Return the error about files that have been edited, and have changed on the site, too."""
    advice = "move your corrections to the overlay, or pass --overwrite, which saves the file as NAME.orig"
    return InputError(
        *(
            Finding(
                EDITED,
                Severity.ERROR,
                "the file is not as it was pulled, and the site has another text",
                Location(path),
                help=advice,
            )
            for path in paths
        )
    )
