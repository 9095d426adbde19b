"""Defects of parameters and names."""

from rules.mutations.mutation import LIST, SCHEMAS, defect

MUTATIONS = [
    defect(
        "parameter-duplicate",
        f"{LIST}/parameters/1",
        "- name: page_size",
        ("name: made_by", "name: page_size"),
    ),
    defect(
        "parameters-differ-by-case",
        f"{LIST}/parameters/1",
        "- name: Page_Size",
        ("name: made_by", "name: Page_Size"),
    ),
    defect(
        "parameter-case-mix",
        f"{LIST}/parameters/1",
        "- name: madeBy",
        ("name: made_by", "name: madeBy"),
    ),
    defect(
        "ignored-header-parameter",
        f"{LIST}/parameters/2",
        "- name: Content-Type",
        ("name: X-Trace", "name: Content-Type"),
    ),
    defect(
        "auth-as-header-param",
        f"{LIST}/parameters/2",
        "- name: Authorization",
        ("name: X-Trace", "name: Authorization"),
    ),
    defect(
        "float-pagination",
        f"{LIST}/parameters/0/schema",
        "schema:",
        (
            "        - name: page_size\n          in: query\n          schema:\n"
            "            type: integer\n",
            "        - name: page_size\n          in: query\n          schema:\n"
            "            type: number\n",
        ),
    ),
    defect(
        "name-collision",
        f"{SCHEMAS}/Quilt/properties/no-te",
        "no-te:",
        (
            "        note:\n",
            "        no_te: {type: string}\n        no-te:\n",
        ),
    ),
    defect(
        "python-hostile-name",
        f"{SCHEMAS}/Quilt/properties/class",
        "class:",
        ("        note:\n", "        class:\n"),
    ),
]
