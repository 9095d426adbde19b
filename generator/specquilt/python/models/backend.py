"""Runs datamodel-code-generator. No other module imports it."""

from __future__ import annotations

import gc
from typing import Any

from datamodel_code_generator import generate as datamodel_code_generator
from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
from datamodel_code_generator.format import DatetimeClassType, PythonVersion
from datamodel_code_generator.parser import LiteralType

from specquilt.python.models.json_schema import (
    KNOWN_TAGS,
    Schema,
    request_schemas,
    response_schemas,
    shared_names,
    unknown_variants,
)
from specquilt.python.surface.types import Surface

_OPTIONS: dict[str, Any] = {
    "input_file_type": InputFileType.OpenAPI,
    "openapi_scopes": [OpenAPIScope.Schemas],
    "target_python_version": PythonVersion.PY_311,
    "enum_field_as_literal": LiteralType.All,
    "use_type_alias": True,
    "use_annotated": True,
    "use_field_description": True,
    "use_inline_field_description": True,
    "use_schema_description": True,
    "use_single_line_docstring": True,
    "use_standard_collections": True,
    "use_union_operator": True,
    "use_double_quotes": True,
    "output_datetime_class": DatetimeClassType.Datetime,
    "disable_timestamp": True,
    "formatters": [],
    "custom_class_name_generator": str,
}

_BASE_CLASS = "from .._runtime.model import Model\n"
"""Also imported by modules in which no class needs it."""


def generate(surface: Surface) -> dict[str, str]:
    """Return the unformatted modules ``models`` and ``params``, by name."""
    return {"models": _models(surface), "params": _params(surface)}


def _models(surface: Surface) -> str:
    schemas = response_schemas(surface)
    unknown = [name for _, name in unknown_variants(surface)]
    text = _run(
        schemas,
        "Models of requests and responses.",
        output_model_type=DataModelType.PydanticV2BaseModel,
        base_class=f"{surface.package}._runtime.model.Model",
        base_class_map=dict.fromkeys(
            unknown, f"{surface.package}._runtime.variants.UnknownVariant"
        ),
        import_overrides={"Model": ".._runtime.model", "UnknownVariant": ".._runtime.variants"},
        aliases=_aliases(surface),
        field_extra_keys={KNOWN_TAGS},
    )
    return text if "(Model)" in text else text.replace(_BASE_CLASS, "")


def _params(surface: Surface) -> str:
    schemas = request_schemas(surface)
    shared = shared_names(surface) if schemas else []
    return _run(
        schemas | {name: {"type": "string"} for name in shared},
        "Typed dictionaries that methods accept instead of models.",
        output_model_type=DataModelType.TypingTypedDict,
        use_generic_container_types=True,
        type_overrides={name: f"{surface.package}.types.models.{name}" for name in shared},
        import_overrides=dict.fromkeys(shared, ".models"),
    )


def _aliases(surface: Surface) -> dict[str, str]:
    return {
        f"{model.name}.{field.wire}": field.name
        for model in surface.models
        for field in model.fields
        if field.wire != field.name
    }


def _run(schemas: dict[str, Schema], purpose: str, **options: Any) -> str:
    header = f'"""{purpose}"""'
    if not schemas:
        return f"{header}\n"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    _leave_alone_what_is_loaded()
    text = datamodel_code_generator(document, custom_file_header=header, **_OPTIONS, **options)
    assert isinstance(text, str)  # one module in memory: neither None nor a mapping of modules
    return text


def _leave_alone_what_is_loaded() -> None:
    """Keep the garbage collector from all objects that there are, once in a process.

    datamodel-code-generator lowers the threshold while it runs, which lets the collector search
    all that has been loaded so far, in 50 of the 700 ms of CPU time that a small document takes.
    """
    if not gc.get_freeze_count():
        gc.freeze()
