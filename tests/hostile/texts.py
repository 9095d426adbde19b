"""Texts that have broken generators. Each can be used in every text field of a document."""

# ruff: noqa: RUF001 - similar letters are intended

from __future__ import annotations

from hypothesis import strategies as st

CANARY = "hostile_canary"
"""Name of an attribute of `builtins` and of a file that no payload may create."""

_RUN = f"__import__('builtins').{CANARY} = 1; open('{CANARY}', 'w')"

CODE = (
    f'"""\n{_RUN}\n"""',
    f"'''\n{_RUN}\n'''",
    f'\\"""\n{_RUN}\n\\"""',
    f'"\n{_RUN}\n"',
    f"'); {_RUN}; ('",
    f'"); {_RUN}; ("',
    f"\n{_RUN}\n",
    f"\r{_RUN}\r",
    f"\x0c{_RUN}\x0c",
    f"\u2028{_RUN}\u2029",
    f"]\n{_RUN}\n[",
    f"#\\\n{_RUN}",
    f"{{{_RUN}}}",
    f"{{{{ {_RUN} }}}}",
    f"{{% set x = {_RUN} %}}",
    f"$(touch {CANARY})",
    f"`touch {CANARY}`",
    f'"\n[tool.x]\nrun = "touch {CANARY}"',
    f"```\n\n# {CANARY}\n```python",
    f"<script>{CANARY}</script>",
    f"![x](javascript:{CANARY})",
)
ODD = (
    "",
    " ",
    "\\",
    "trailing\\",
    '"',
    "'",
    '"""',
    "\\N{DIGIT ONE}",
    "\\x",
    "\\u12",
    "\\U00110000",
    "%s %(x)d {0} {x!r}",
    "\x00",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "\ufeff",
    "\x85",
    "\t",
    "a" * 500,
    "日本語",
    "😀",
    "-",
    "--flag",
    "../../etc/passwd",
    "C:\\Windows",
    "NUL",
    "| a | b |",
    "# heading",
    "- item\n    code",
    "&lt;&amp;",
)
NAMES = (
    *("class", "None", "True", "async", "match", "self", "cls", "super", "print", "type", "list"),
    *("str", "float", "dict", "object", "property", "import", "lambda", "exec", "builtins"),
    *("__init__", "__class__", "__dict__", "_private", "__", "_", "model_config", "model_dump"),
    *("schema", "json", "copy", "validate", "options", "client", "types", "errors", "body"),
    *("datetime", "Any", "Literal", "Model", "Field", "Annotated", "OMIT", "Omit", "Client"),
    *("1st", "2", "+1", "-1", "@id", "$ref", "a.b", "a/b", "a b", "a-b", "a_b", "aB", "AB", "ab"),
    *("ﬁle", "file", "ſelf", "Kelvin", "\u212aelvin", "𝐜𝐥𝐚𝐬𝐬", "İ", "ı", "ǅ", "ŉ", "ß", "ΐ", "²"),
    *("été", "e\u0301te\u0301", "ª", "·", "℘", "a\u200db", "x" * 300),
)
PATTERNS = (
    *("^(a+)+$", "^(a|a)*$", "(", "[a-z", "*", "(?P<x>", "\\p{L}+", "(?<=a+)b", "a{99999999999}"),
    *("\\", "(?i)x(?-i)", "((((((((((" * 20, "[[:alpha:]]", "\\u{1F600}", "^\\d+\\Z", "(?R)"),
)

texts = st.sampled_from(CODE + ODD + NAMES) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=40
)
names = st.sampled_from(NAMES) | texts
patterns = st.sampled_from(PATTERNS) | texts
values = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(texts, max_size=2),
    st.dictionaries(texts, texts, max_size=2),
)
