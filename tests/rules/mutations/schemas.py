"""Defects of schemas."""

from rules.mutations.mutation import LIST, MAKE, SCHEMAS, defect

MUTATIONS = [
    defect(
        "default-mismatch",
        f"{LIST}/parameters/0/schema/default",
        "default: 1000",
        ("default: 10\n", "default: 1000\n"),
    ),
    defect(
        "enum-mismatch",
        f"{LIST}/parameters/1/schema/enum/1",
        "enum: [hand, [7]]",
        ("[hand, machine]", "[hand, [7]]"),
    ),
    defect(
        "unquoted-text",
        f"{LIST}/parameters/1/schema/enum/1",
        "enum: [hand, 7]",
        ("[hand, machine]", "[hand, 7]"),
    ),
    defect(
        "declared-name",
        f"{LIST}/parameters/1/schema/x-fern-type-name",
        "x-fern-type-name: Way",
        ("enum: [hand, machine]", "enum: [hand, machine]\n            x-fern-type-name: Way"),
    ),
    defect(
        "generator-extension",
        f"{LIST}/parameters/1/schema/x-python-type",
        "x-python-type: os.PathLike",
        ("enum: [hand, machine]", "enum: [hand, machine]\n            x-python-type: os.PathLike"),
    ),
    defect(
        "enum-duplicate",
        f"{LIST}/parameters/1/schema/enum",
        "enum: [hand, hand, machine]",
        ("[hand, machine]", "[hand, hand, machine]"),
    ),
    defect(
        "enum-value-objects",
        f"{LIST}/parameters/1/schema/enum",
        "enum: [{value: hand}, {value: machine}]",
        ("[hand, machine]", "[{value: hand}, {value: machine}]"),
    ),
    defect(
        "boolean-enum-as-text",
        f"{LIST}/parameters/1/schema",
        "schema:",
        ("[hand, machine]", "[true, false]"),
    ),
    defect(
        "single-value-enum",
        f"{LIST}/parameters/1/schema/enum",
        "enum: [hand]",
        ("[hand, machine]", "[hand]"),
    ),
    defect(
        "array-without-items",
        f"{SCHEMAS}/NewQuilt/properties/threads",
        "threads: {type: array}",
        ("        price:\n", "        threads: {type: array}\n        price:\n"),
    ),
    defect(
        "unknown-type",
        f"{SCHEMAS}/Square/properties/width/type",
        "type: float",
        ("        width:\n          type: number\n", "        width:\n          type: float\n"),
    ),
    defect(
        "format-is-type-name",
        f"{SCHEMAS}/Square/properties/width/format",
        "format: number",
        (
            "        width:\n          type: number\n",
            "        width:\n          type: number\n          format: number\n",
        ),
    ),
    defect(
        "any-type-description",
        f"{SCHEMAS}/Square/properties/width/description",
        "description: Any type",
        (
            "        width:\n          type: number\n",
            "        width:\n          description: Any type\n",
        ),
    ),
    defect(
        "nullable-in-3-1",
        f"{SCHEMAS}/Quilt/properties/note/nullable",
        "nullable: true",
        (
            "          type: [string, 'null']\n",
            "          type: string\n          nullable: true\n",
        ),
    ),
    defect(
        "exclusive-bound-in-3-1",
        f"{LIST}/parameters/0/schema/exclusiveMinimum",
        "exclusiveMinimum: true",
        (
            "            minimum: 1\n",
            "            minimum: 1\n            exclusiveMinimum: true\n",
        ),
    ),
    defect(
        "keyword-of-3-1",
        f"{SCHEMAS}/Hexagon/properties/shape/const",
        "const: hexagon",
        ("openapi: 3.1.0", "openapi: 3.0.3"),
        ("          const: square\n", "          enum: [square]\n"),
        ("          type: [string, 'null']\n", "          type: string\n"),
    ),
    defect(
        "reference-siblings",
        f"{MAKE}/responses/429/headers",
        "headers: {X-Wait: {schema: {type: integer}}}",
        (
            "          $ref: '#/components/responses/TooManyRequestsError'\n",
            "          $ref: '#/components/responses/TooManyRequestsError'\n"
            "          headers: {X-Wait: {schema: {type: integer}}}\n",
        ),
    ),
    defect(
        "annotated-reference",
        f"{MAKE}/responses/429/title",
        "title: Slow down",
        (
            "          $ref: '#/components/responses/TooManyRequestsError'\n",
            "          $ref: '#/components/responses/TooManyRequestsError'\n"
            "          title: Slow down\n",
        ),
    ),
    defect(
        "required-undefined",
        f"{SCHEMAS}/NewQuilt/required/1",
        "required: [size, prise]",
        ("      required: [size]\n", "      required: [size, prise]\n"),
    ),
    defect(
        "required-duplicate",
        f"{SCHEMAS}/Quilt/required",
        "required: [id, size, id]",
        ("required: [id, size]", "required: [id, size, id]"),
    ),
    defect(
        "one-of-overlap",
        f"{SCHEMAS}/NewQuilt/properties/price/oneOf",
        "oneOf:",
        ("            - type: string\n", "            - type: integer\n"),
    ),
    defect(
        "ambiguous-variants",
        f"{SCHEMAS}/NewQuilt/properties/price/oneOf",
        "oneOf:",
        (
            "            - type: string\n",
            "            - {type: object, properties: {sum: {type: integer}}}\n"
            "            - {type: object, properties: {sum: {type: integer}, unit: {type: string}}}\n",
        ),
    ),
    defect(
        "variant-duplicate",
        f"{SCHEMAS}/NewQuilt/properties/price/oneOf/2",
        "- type: number",
        (
            "            - type: string\n",
            "            - type: string\n            - type: number\n",
        ),
    ),
    defect(
        "union-of-one",
        f"{SCHEMAS}/NewQuilt/properties/price/oneOf",
        "oneOf:",
        ("            - type: string\n", ""),
    ),
    defect(
        "empty-union",
        f"{SCHEMAS}/NewQuilt/properties/price/oneOf",
        "oneOf: []",
        (
            "          oneOf:\n            - type: number\n            - type: string\n",
            "          oneOf: []\n",
        ),
    ),
    defect(
        "discriminator-property",
        f"{SCHEMAS}/Patch/oneOf/0",
        "- $ref: '#/components/schemas/Square'",
        (
            "        shape:\n          type: string\n          const: square\n        width:\n"
            "          type: number\n      required: [shape]\n",
            "        width:\n          type: number\n",
        ),
    ),
    defect(
        "discriminator-optional",
        f"{SCHEMAS}/Patch/oneOf/1",
        "- $ref: '#/components/schemas/Hexagon'",
        (
            "        radius:\n          type: number\n      required: [shape]\n",
            "        radius:\n          type: number\n",
        ),
    ),
    defect(
        "discriminator-mapping",
        f"{SCHEMAS}/Patch/discriminator/mapping/square",
        "square: '#/components/schemas/Cube'",
        (
            "          square: '#/components/schemas/Square'",
            "          square: '#/components/schemas/Cube'",
        ),
    ),
    defect(
        "contradictory-bounds",
        f"{LIST}/parameters/0/schema/minimum",
        "minimum: 1000",
        ("            minimum: 1\n", "            minimum: 1000\n"),
        ("            default: 10\n", ""),
    ),
    defect(
        "invalid-pattern",
        f"{SCHEMAS}/NewQuilt/properties/pattern/pattern",
        "pattern: '^[a-z-+$'",
        ("'^[a-z-]+$'", "'^[a-z-+$'"),
    ),
    defect(
        "keyword-of-other-type",
        f"{SCHEMAS}/NewQuilt/properties/size/maxLength",
        "maxLength: 3",
        ("          description: How many patches\n", "          maxLength: 3\n"),
    ),
    defect(
        "unknown-key",
        f"{SCHEMAS}/NewQuilt/properties/size/desciption",
        "desciption: How many patches",
        ("description: How many patches", "desciption: How many patches"),
    ),
    defect(
        "value-only-in-prose",
        f"{LIST}/parameters/1/description",
        "description: Either `hand`, `machine` or `both`.",
        (
            "        - name: made_by\n",
            "        - name: made_by\n          description: Either `hand`, `machine` or `both`.\n",
        ),
    ),
    defect(
        "closed-part",
        f"{SCHEMAS}/NewQuilt/properties/price/allOf/1",
        "- {type: object, properties: {b: {type: string}}, additionalProperties: false}",
        (
            "          oneOf:\n            - type: number\n            - type: string\n",
            "          allOf:\n"
            "            - {type: object, properties: {a: {type: string}}, required: [a]}\n"
            "            - {type: object, properties: {b: {type: string}}, additionalProperties: false}\n",
        ),
    ),
    defect(
        "format-of-other-type",
        f"{SCHEMAS}/Square/properties/width/format",
        "format: date-time",
        (
            "        width:\n          type: number\n",
            "        width:\n          type: number\n          format: date-time\n",
        ),
    ),
    defect(
        "unknown-format",
        f"{SCHEMAS}/Quilt/properties/note/format",
        "format: poem",
        (
            "          type: [string, 'null']\n",
            "          type: [string, 'null']\n          format: poem\n",
        ),
    ),
]
