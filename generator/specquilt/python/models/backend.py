"""Runs datamodel-code-generator. No other module imports it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from specquilt.python.models.json_schema import ELSEWHERE, KNOWN_TAGS
from specquilt.python.models.modules import MODELS, TypesModule
from specquilt.python.models.quick_import import quick_import

with quick_import():
    from datamodel_code_generator import generate as datamodel_code_generator
    from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
    from datamodel_code_generator.format import DatetimeClassType, PythonVersion
    from datamodel_code_generator.parser import LiteralType

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
    "external_ref_mapping": {ELSEWHERE: ".models"},
}

_BASE_CLASS = "from .._runtime.model import Model\n"
"""Also imported by modules in which no class needs it."""


def text_of(module: TypesModule) -> str:
    """Return the unformatted source code of a module."""
    return _models(module) if module.folder == MODELS else _params(module)


def _models(module: TypesModule) -> str:
    base = f"{module.package}._runtime"
    text = _run(
        module,
        output_model_type=DataModelType.PydanticV2BaseModel,
        base_class=f"{base}.model.Model",
        base_class_map=dict.fromkeys(module.unknown, f"{base}.variants.UnknownVariant"),
        import_overrides={"Model": ".._runtime.model", "UnknownVariant": ".._runtime.variants"},
        aliases={
            f"{model}.{wire}": name
            for model, names in (module.aliases or {}).items()
            for wire, name in names.items()
        },
        field_extra_keys={KNOWN_TAGS},
    )
    return text if "(Model)" in text else text.replace(_BASE_CLASS, "")


def _params(module: TypesModule) -> str:
    return _run(
        module,
        output_model_type=DataModelType.TypingTypedDict,
        use_generic_container_types=True,
    )


def _run(module: TypesModule, **options: Any) -> str:
    if not module.schemas:
        return f"{module.header}\n"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": module.schemas},
    }
    with _without_garbage_collection(), quick_import():  # it imports most of itself only now
        text = datamodel_code_generator(
            document, custom_file_header=module.header, **_OPTIONS, **options
        )
    assert isinstance(text, str)  # one module in memory: neither None nor a mapping of modules
    return text


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Keep the garbage collector from what is made meanwhile, and from all that there was before.

    datamodel-code-generator lowers the threshold, which lets the collector search everything often.
    """
    was_enabled = gc.isenabled()
    _freeze_once()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _freeze_once() -> None:
    """Keep the garbage collector from what there is; to ask it about that takes as long as to count it."""
    gc.freeze()
