"""Converts Swagger 2.0 documents to OpenAPI 3.0.3.

https://spec.openapis.org/oas/v2.0 describes the one, https://spec.openapis.org/oas/v3.0.3 the other.
Values of a wrong shape stay as they are, for later stages to judge.
"""
