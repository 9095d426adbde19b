"""What an import of the client loads."""

from __future__ import annotations

from .programs import python


def test_import_and_construction_load_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "from specquilt.python.runtime import BaseClient, Bearer, ClientSpec, Json, Operation, "
        "JsonBody, MultipartBody, Resource, Param;"
        "spec = ClientSpec('x', '1', ('https://a.example',), auth=(Bearer('k'),));"
        "client = BaseClient(spec, None, {}, k='v');"
        "Operation('a', 'GET', '/', result=Json(lambda: int));"
        "heavy = {'pydantic', 'httpx2', 'httpcore2', 'aiohttp', 'asyncio', 'ssl', 'logging', 'numpy',"
        " 'json', 'decimal', 'uuid', 'pathlib', 'tempfile', 'email', 'inspect', 'string'};"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    assert python(code).stdout.strip() == "[]"
