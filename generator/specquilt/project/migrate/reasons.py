"""Why keys of several tools have no counterpart."""

from typing import Final

OTHER_LANGUAGE: Final = "about a client in another language"
RELEASES: Final = "about releases: specquilt writes files, and your own CI publishes them"
BY_ITSELF: Final = "specquilt decides this by itself"
PROJECT: Final = "`[client.project]` can say this"
