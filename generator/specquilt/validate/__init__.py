"""Whether a document is valid OpenAPI.

`malformed` comes first: without mappings, lists and texts where OpenAPI has them (`shapes`), or with
too much of anything (`limits`), no other stage can look at a document. `references` finds those that
cannot be resolved. `validator` finds violations of the standard: jsonschema-rs says where and why
(`openapi_schema`, `causes`), `agreement` adds what no schema expresses, and openapi-spec-validator
confirms it (`confirm`). `reported` tells which violations a rule reports already.
"""
