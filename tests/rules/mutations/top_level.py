"""Defects at the top level of a document: servers, security, tags and version."""

from rules.mutations.mutation import PHOTO, defect

_SCHEME = """\
  securitySchemes:
    bearerAuth:
      type: http
      scheme: bearer
      description: The key of your account
"""
_STORED = """\
        '204':
          description: Stored
        '401': {description: Unknown key}
"""

MUTATIONS = [
    defect(
        "undeclared-tag",
        f"{PHOTO}/put/tags/0",
        "tags: [patchs]",
        ("tags: [patches]", "tags: [patchs]"),
    ),
    defect(
        "duplicate-tag",
        "/tags/2",
        "- name: quilts",
        ("paths:\n", "  - name: quilts\npaths:\n"),
    ),
    defect(
        "misplaced-definition",
        "/components/errors",
        "errors:",
        ("  responses:\n    TooManyRequestsError:", "  errors:\n    TooManyRequestsError:"),
        ("#/components/responses/TooManyRequestsError", "#/components/errors/TooManyRequestsError"),
    ),
    defect(
        "reference-in-extension",
        "/info/x-logo/$ref",
        "x-logo: {$ref: logo.yaml}",
        ("  version: 1.0.0\n", "  version: 1.0.0\n  x-logo: {$ref: logo.yaml}\n"),
    ),
    defect(
        "keyword-of-3-2",
        "/openapi",
        "openapi: 3.2.0",
        ("openapi: 3.1.0\n", "openapi: 3.2.0\n"),
    ),
    defect(
        "nested-tags",
        f"{PHOTO}/put/tags",
        "tags: [[patches]]",
        ("tags: [patches]", "tags: [[patches]]"),
    ),
    defect(
        "tag-package-prefix",
        f"{PHOTO}/put/tags/0",
        "tags: [subpackage_patches]",
        ("tags: [patches]", "tags: [subpackage_patches]"),
        ("  - name: patches\n", "  - name: subpackage_patches\n"),
    ),
    defect(
        "undeclared-security-scheme",
        "/security/1/basicAuth",
        "- basicAuth: []",
        ("  - bearerAuth: []\n", "  - bearerAuth: []\n  - basicAuth: []\n"),
    ),
    defect(
        "authentication-not-declared",
        f"{PHOTO}/put/responses/401",
        "'401': {description: Unknown key}",
        ("security:\n  - bearerAuth: []\n", ""),
        (_SCHEME, ""),
        ("        '204':\n          description: Stored\n", _STORED),
    ),
    defect(
        "security-not-required",
        "/components/securitySchemes",
        "securitySchemes:",
        ("security:\n  - bearerAuth: []\n", ""),
    ),
    defect(
        "undefined-auth-prefix",
        "/components/securitySchemes/bearerAuth/description",
        "description: Of the form `undefined <token>`",
        ("description: The key of your account", "description: Of the form `undefined <token>`"),
    ),
    defect(
        "missing-servers",
        "/paths",
        "paths:",
        ("servers:\n  - url: https://api.quilt.test/v1\n", ""),
    ),
    defect(
        "missing-security",
        "/paths",
        "paths:",
        ("security:\n  - bearerAuth: []\n", ""),
        (
            "  securitySchemes:\n    bearerAuth:\n      type: http\n      scheme: bearer\n"
            "      description: The key of your account\n",
            "",
        ),
    ),
    defect(
        "placeholder-server",
        "/servers/0/url",
        "- url: http://localhost:8080",
        ("https://api.quilt.test/v1", "http://localhost:8080"),
    ),
    defect(
        "server-trailing-slash",
        "/servers/0/url",
        "- url: https://api.quilt.test/v1/",
        ("https://api.quilt.test/v1", "https://api.quilt.test/v1/"),
    ),
    defect(
        "undeclared-server-variable",
        "/servers/0/url",
        "- url: https://{region}.quilt.test",
        ("https://api.quilt.test/v1", "https://{region}.quilt.test"),
    ),
    defect(
        "version-is-endpoint-id",
        "/info/version",
        "version: endpoint_quilts.list",
        ("version: 1.0.0", "version: endpoint_quilts.list"),
    ),
    defect(
        "plain-http-server",
        "/servers/0/url",
        "- url: http://api.quilt.test/v1",
        ("https://api.quilt.test/v1", "http://api.quilt.test/v1"),
    ),
    defect(
        "undeclared-scope",
        "/security/0/bearerAuth/1",
        "- wirte",
        ("  - bearerAuth: []\n", "  - bearerAuth:\n      - read\n      - wirte\n"),
        (
            "      type: http\n      scheme: bearer\n",
            "      type: oauth2\n      flows:\n        clientCredentials:\n"
            "          tokenUrl: https://api.quilt.test/token\n"
            "          scopes: {read: See them, write: Change them}\n",
        ),
    ),
]
