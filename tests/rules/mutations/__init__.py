"""Defects that tests add to `clean.yaml`, one at a time."""

from rules.mutations import (
    components,
    hints,
    media_types,
    operations,
    parameters,
    paths,
    schemas,
    top_level,
)

MUTATIONS = [
    *paths.MUTATIONS,
    *operations.MUTATIONS,
    *parameters.MUTATIONS,
    *top_level.MUTATIONS,
    *media_types.MUTATIONS,
    *schemas.MUTATIONS,
    *components.MUTATIONS,
    *hints.MUTATIONS,
]
