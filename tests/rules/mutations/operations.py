"""Defects of operations, their bodies and responses."""

from rules.mutations.mutation import LIST, MAKE, PHOTO, defect

MUTATIONS = [
    defect(
        "operation-id-missing",
        LIST,
        "get:",
        ("      operationId: list_quilts\n", ""),
    ),
    defect(
        "ignored-hint",
        f"{LIST}/x-specquilt-paging",
        "x-specquilt-paging: {style: page}",
        (
            "      operationId: list_quilts\n",
            "      operationId: list_quilts\n      x-specquilt-paging: {style: page}\n",
        ),
    ),
    defect(
        "declared-call",
        f"{LIST}/x-speakeasy-name-override",
        "x-speakeasy-name-override: search",
        (
            "      operationId: list_quilts\n",
            "      operationId: list_quilts\n      x-speakeasy-name-override: search\n",
        ),
    ),
    defect(
        "sampled-call",
        f"{LIST}/x-code",
        'x-code: {python: "c = Quilts(); c.quilts.search()"}',
        (
            "      operationId: list_quilts\n",
            "      operationId: list_quilts\n"
            '      x-code: {python: "c = Quilts(); c.quilts.search()"}\n',
        ),
    ),
    defect(
        "operation-id-duplicate",
        f"{MAKE}/operationId",
        "operationId: list_quilts",
        ("operationId: create_quilt", "operationId: list_quilts"),
    ),
    defect(
        "operation-id-case",
        f"{MAKE}/operationId",
        "operationId: List_Quilts",
        ("operationId: create_quilt", "operationId: List_Quilts"),
    ),
    defect(
        "operation-id-no-identifier",
        f"{MAKE}/operationId",
        "operationId: create-quilt",
        ("operationId: create_quilt", "operationId: create-quilt"),
    ),
    defect(
        "no-success-response",
        "/paths/~1quilts~1{id}/delete/responses",
        "responses:",
        (
            "        '204':\n          description: Gone\n",
            "        '404':\n          description: Gone\n",
        ),
    ),
    defect(
        "get-without-content",
        f"{LIST}/responses/200",
        "'200':",
        (
            "          content:\n            application/json:\n              schema:\n"
            "                type: array\n                items:\n"
            "                  $ref: '#/components/schemas/Quilt'\n              example:\n"
            "                - id: q1\n                  size: 3\n",
            "",
        ),
    ),
    defect(
        "get-with-body",
        f"{LIST}/requestBody",
        "requestBody: {content: {text/plain: {schema: {type: string, maxLength: 9}}}}",
        (
            "      operationId: list_quilts\n",
            "      operationId: list_quilts\n"
            "      requestBody: {content: {text/plain: {schema: {type: string, maxLength: 9}}}}\n",
        ),
    ),
    defect(
        "delete-with-body",
        "/paths/~1quilts~1{id}/delete/requestBody",
        "requestBody: {content: {text/plain: {schema: {type: string, maxLength: 9}}}}",
        (
            "      operationId: delete_quilt\n",
            "      operationId: delete_quilt\n"
            "      requestBody: {content: {text/plain: {schema: {type: string, maxLength: 9}}}}\n",
        ),
    ),
    defect(
        "body-not-required",
        f"{MAKE}/requestBody",
        "requestBody:",
        (
            "        required: true\n        content:\n          application/json:\n",
            "        content:\n          application/json:\n",
        ),
    ),
    defect(
        "body-on-204",
        f"{PHOTO}/put/responses/204/content",
        "content: {text/plain: {schema: {type: string}}}",
        (
            "          description: Stored\n",
            "          description: Stored\n"
            "          content: {text/plain: {schema: {type: string}}}\n",
        ),
    ),
    defect(
        "empty-content",
        "/paths/~1quilts~1{id}/delete/responses/204/content",
        "content: {}",
        ("          description: Gone\n", "          description: Gone\n          content: {}\n"),
    ),
    defect(
        "empty-object-response",
        f"{MAKE}/responses/201/content",
        "content:",
        (
            "          description: The new quilt\n          content:\n            application/json:\n"
            "              schema:\n                $ref: '#/components/schemas/Quilt'\n",
            "          description: The new quilt\n          content:\n            application/json:\n"
            "              schema: {type: object, properties: {}}\n",
        ),
    ),
    defect(
        "script-in-description",
        f"{PHOTO}/put/description",
        "description: Shows <script>alert(1)</script>.",
        (
            "      operationId: put_photo\n",
            "      operationId: put_photo\n      description: Shows <script>alert(1)</script>.\n",
        ),
    ),
    defect(
        "empty-description",
        "/tags/1/description",
        "description: ''",
        ("description: What quilts are made of", "description: ''"),
    ),
    defect(
        "unknown-key",
        f"{LIST}/opertionId",
        "opertionId: list_quilts",
        (
            "      operationId: list_quilts\n",
            "      operationId: list_quilts\n      opertionId: list_quilts\n",
        ),
    ),
]
