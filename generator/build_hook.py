"""Build hook of hatchling that adds the templates to the wheel."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Adds ``templates/`` to wheels. An editable install reads the folder itself."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder to the build.

        Args:
            version: type of the wheel, "standard" or "editable".
            build_data: settings of the build, which are changed.
        """
        if version == "standard":
            build_data["force_include"]["templates"] = "specquilt/templates"
