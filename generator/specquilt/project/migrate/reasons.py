"""Why keys of several tools have no counterpart."""

from typing import Final

OTHER_LANGUAGE: Final = "about a client in another language"
OTHER_CODE: Final = "about another generator's Python code"
OTHER_RUN: Final = "about a run of another generator"
OTHER_VERSION: Final = "the version of another generator"
RELEASES: Final = "about releases: specquilt writes files, and your own CI publishes them"
BY_ITSELF: Final = "specquilt decides this by itself"
PROJECT: Final = "`[client.project]` can say this"
CHANGES: Final = "changes to the API document: write them as an overlay"
CLASSES: Final = "the classes are Client and AsyncClient"
README: Final = "the README is made from the API document"
SAMPLES: Final = "code samples are not written"
SECURITY: Final = "`security` in the API document counts"
TESTS: Final = "the client comes without tests of the vendor's server"
