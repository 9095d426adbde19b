"""Puts the templates into real wheels; an editable install reads them where they are."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Adds ``templates/`` to the package, but not to the editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder for the builder; `version` says which kind of wheel it makes."""
        if version == "standard":
            build_data["force_include"]["templates"] = "specquilt/templates"
