"""Defects of media types and examples."""

from rules.mutations.mutation import LIST, MAKE, PHOTO, defect

MUTATIONS = [
    defect(
        "media-type-without-schema",
        f"{MAKE}/responses/201/content/application~1json",
        "application/json: {}",
        (
            "          description: The new quilt\n          content:\n            application/json:\n"
            "              schema:\n                $ref: '#/components/schemas/Quilt'\n",
            "          description: The new quilt\n          content:\n"
            "            application/json: {}\n",
        ),
    ),
    defect(
        "binary-in-json",
        f"{PHOTO}/put/requestBody/content/application~1json/schema/properties/photo",
        "photo:",
        ("multipart/form-data:", "application/json:"),
    ),
    defect(
        "example-field-unknown",
        f"{LIST}/responses/200/content/application~1json/example/0/colour",
        "colour: red",
        (
            "                  size: 3\n",
            "                  size: 3\n                  colour: red\n",
        ),
    ),
    defect(
        "example-mismatch",
        f"{LIST}/responses/200/content/application~1json/example/0/size",
        "size: three",
        ("                  size: 3\n", "                  size: three\n"),
    ),
    defect(
        "multipart-without-fields",
        f"{PHOTO}/put/requestBody/content/multipart~1form-data/schema",
        "schema:",
        (
            "              properties:\n                photo:\n                  type: string\n"
            "                  format: binary\n              required: [photo]\n",
            "",
        ),
    ),
]
