"""Defects of paths and path parameters."""

from rules.mutations.mutation import LIST, PHOTO, defect

MUTATIONS = [
    defect(
        "malformed-path",
        "/paths/~1quilts?all=1",
        "/quilts?all=1:",
        ("  /quilts:\n", "  /quilts?all=1:\n"),
    ),
    defect(
        "ambiguous-path",
        "/paths/~1quilts~1{name}",
        "/quilts/{name}:",
        (
            "  /patches/{patch_id}/photo:\n",
            "  /quilts/{name}:\n    put:\n      operationId: put_quilt\n      parameters:\n"
            "        - {name: name, in: path, required: true, schema: {type: string}}\n"
            "      responses: {'204': {description: Stored}}\n  /patches/{patch_id}/photo:\n",
        ),
    ),
    defect(
        "method-case",
        "/paths/~1quilts~1{id}/DELETE",
        "DELETE:",
        (
            "    delete:\n      operationId: delete_quilt",
            "    DELETE:\n      operationId: delete_quilt",
        ),
    ),
    defect(
        "status-case",
        "/paths/~1quilts/post/responses/4xx",
        "4xx:",
        (
            "        '429':\n          $ref: '#/components/responses/Too",
            "        4xx:\n          $ref: '#/components/responses/Too",
        ),
    ),
    defect(
        "duplicate-path",
        "/paths/~1Quilts",
        "/Quilts:",
        (
            "  /quilts/{id}:\n",
            "  /Quilts:\n    put: {operationId: put, responses: {'204': {description: Stored}}}\n"
            "  /quilts/{id}:\n",
        ),
    ),
    defect(
        "path-trailing-slash",
        "/paths/~1patches~1{patch_id}~1photo~1",
        "/patches/{patch_id}/photo/:",
        ("{patch_id}/photo:", "{patch_id}/photo/:"),
    ),
    defect(
        "path-without-operation",
        "/paths/~1threads",
        "/threads: {}",
        ("  /quilts/{id}:\n", "  /threads: {}\n  /quilts/{id}:\n"),
    ),
    defect(
        "undeclared-path-parameter",
        f"{PHOTO[:-5]}{{kind}}/put",
        "put:",
        ("{patch_id}/photo:", "{patch_id}/{kind}:"),
    ),
    defect(
        "unused-path-parameter",
        f"{LIST}/parameters/2",
        "- name: X-Trace",
        ("          in: header\n", "          in: path\n          required: true\n"),
    ),
    defect(
        "path-parameter-not-required",
        "/paths/~1quilts~1{id}/parameters/0",
        "- name: id",
        ("        in: path\n        required: true\n", "        in: path\n"),
    ),
    defect(
        "path-parameter-types-differ",
        "/paths/~1quilts~1{id}/delete/parameters/0",
        "- {name: id, in: path, required: true, schema: {type: integer}}",
        (
            "      operationId: get_quilt\n",
            "      operationId: get_quilt\n      parameters:\n"
            "        - {name: id, in: path, required: true, schema: {type: string}}\n",
        ),
        (
            "      operationId: delete_quilt\n",
            "      operationId: delete_quilt\n      parameters:\n"
            "        - {name: id, in: path, required: true, schema: {type: integer}}\n",
        ),
    ),
]
