"""A file that has nothing to read."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="files with neither an OpenAPI document nor a request line",
    why="Such a file was named as a source, so something was expected of it; leaving it out "
    "silently would leave its operations out of the client.",
)
