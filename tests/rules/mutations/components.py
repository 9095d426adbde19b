"""Defects of components."""

from rules.mutations.mutation import SCHEMAS, defect

MUTATIONS = [
    defect(
        "component-name-illegal",
        f"{SCHEMAS}/type_:Hexagon",
        "type_:Hexagon:",
        ("    Hexagon:\n", "    type_:Hexagon:\n"),
        (
            "        - $ref: '#/components/schemas/Hexagon'",
            "        - $ref: '#/components/schemas/type_:Hexagon'",
        ),
        (
            "          hexagon: '#/components/schemas/Hexagon'",
            "          hexagon: '#/components/schemas/type_:Hexagon'",
        ),
    ),
    defect(
        "component-name-from-path",
        f"{SCHEMAS}/quilts_create_Response_201",
        "quilts_create_Response_201:",
        ("    NewQuilt:\n", "    quilts_create_Response_201:\n"),
        (
            "              $ref: '#/components/schemas/NewQuilt'",
            "              $ref: '#/components/schemas/quilts_create_Response_201'",
        ),
    ),
    *(
        defect(
            "declared-name",
            f"{SCHEMAS}/Hexagon/{key}",
            f"{key}: SixSides",
            ("    Hexagon:\n", f"    Hexagon:\n      {key}: SixSides\n"),
        )
        for key in ("x-speakeasy-name-override", "x-ms-client-name", "x-stainless-naming")
    ),
    defect(
        "unused-component",
        f"{SCHEMAS}/Thread",
        "Thread: {type: string}",
        ("    Quilt:\n", "    Thread: {type: string}\n    Quilt:\n"),
    ),
    defect(
        "duplicate-component",
        f"{SCHEMAS}/Other",
        "Other: {type: string, enum: [a, b]}",
        (
            "    Quilt:\n      type: object\n      properties:\n",
            "    One: {type: string, enum: [a, b]}\n    Other: {type: string, enum: [a, b]}\n"
            "    Quilt:\n      type: object\n      properties:\n"
            "        one: {$ref: '#/components/schemas/One'}\n"
            "        other: {$ref: '#/components/schemas/Other'}\n",
        ),
    ),
]
