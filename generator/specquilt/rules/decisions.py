"""What stages report that no check looks for: ids, with the reason that `explain` prints."""

from specquilt.openapi.finding import Severity
from specquilt.rules.engine.rule import Rule

DECISIONS: dict[str, Rule] = {
    "asyncapi-page": Rule(
        summary="pages whose specification is AsyncAPI",
        why="AsyncAPI describes channels of messages (websockets). No client is generated for them; "
        "the operations of all other pages are not affected.",
        severity=Severity.WARNING,
    ),
    "baseline-invalid": Rule(
        summary="baseline files that cannot be used",
        why="A baseline that is only half understood would hide more, or less, than it says.",
    ),
    "broken-output": Rule(
        summary="generated modules that do not compile, or do not import",
        why="This is a fault of specquilt, whatever the document says. The package that was there "
        "before is left as it was.",
    ),
    "config-key": Rule(
        summary="keys and values of specquilt.toml that mean nothing",
        why="A misspelt setting would otherwise be ignored, and the run would do something else "
        "than it was told.",
    ),
    "conflicting-options": Rule(
        summary="options that contradict or miss each other",
        why="Whichever of them the tool obeyed, somebody would be surprised.",
    ),
    "document-too-large": Rule(
        summary="documents with more of something than can be worked on in a reasonable time",
        why="The limits are several times what the largest public documents have. A clear refusal is "
        "better than a run that does not end.",
    ),
    "empty-folder": Rule(
        summary="folders that hold no page",
        why="It was named as a source, so pages were expected in it; their names end in .md, "
        ".txt, .yaml, .yml or .json.",
    ),
    "existing-file": Rule(
        summary="configurations that `specquilt init` would overwrite",
        why="Somebody has written it; what stands there cannot be suggested again.",
    ),
    "external-reference": Rule(
        summary="references to the network, or to files outside of the folders that are allowed",
        why="Following them would read files or fetch addresses that the document chooses. A document "
        "named alone may refer to files beside it; in a configuration, `[sources] allow-references` "
        "names the folders.",
    ),
    "file-too-large": Rule(
        summary="files that are too large to be a page or a document",
        why="Reading such a file would take all memory; the limit is several times the size of "
        "the largest known document.",
    ),
    "foreign-output": Rule(
        summary="output folders that hold something else",
        why="Writing the package replaces the folder; files that were not written by specquilt must "
        "not vanish by a misspelt path.",
    ),
    "invalid-document": Rule(
        summary="violations of the OpenAPI schema that no rule describes better",
        why="What comes after relies on a valid document; openapi-spec-validator is the judge.",
    ),
    "missing-file": Rule(
        summary="sources that do not exist, or that may not be read",
        why="A misspelt path must not lead to a client without the operations of that file.",
    ),
    "not-openapi-3": Rule(
        summary="documents that are Swagger 2 or AsyncAPI",
        why="They describe other things in other words; reading them as OpenAPI 3 would give a "
        "wrong client.",
    ),
    "not-utf-8": Rule(
        summary="files that are not encoded in UTF-8",
        why="Guessing an encoding turns names and values into other ones without a word.",
    ),
    "nothing-selected": Rule(
        summary="selections that leave no operation",
        why="A client without a method is of no use; more is excluded than was meant.",
    ),
    "nothing-to-merge": Rule(
        summary="sources without a single OpenAPI fragment",
        why="Pages can add facts to a specification, but there is none to begin with.",
    ),
    "number-not-in-json": Rule(
        summary="numbers that JSON does not have: not a number, infinity, or far too many digits",
        why="No request and no answer can hold such a number, and readers disagree about what it is. "
        "In quotes it is text.",
    ),
    "operation-conflict": Rule(
        summary="operations that two pages of equal standing describe differently",
        why="Only the vendor knows which one is right; make one of the pages a supplement, or "
        "leave it out.",
    ),
    "overlay-invalid": Rule(
        summary="overlays that are malformed, or ask for the impossible",
        why="An overlay holds hand corrections; one that is only half applied would leave the "
        "client half corrected. Overlay 1.1 makes a merge of incompatible values an error.",
    ),
    "overlay-no-match": Rule(
        summary="overlay actions whose target matches nothing",
        why="The standard calls this a success, but it nearly always means that the source has "
        "changed, or that the target is misspelt: the correction is lost without a word.",
    ),
    "overlay-without-effect": Rule(
        summary="overlay actions that the source already satisfies",
        why="The vendor has mended the document. A correction that is no longer needed hides the "
        "next change.",
        severity=Severity.WARNING,
    ),
    "page-without-operation": Rule(
        summary="pages about an operation that no specification describes",
        why="What the page says (samples, error names, examples) can only be used together with a "
        "specification of the same operation.",
        severity=Severity.WARNING,
    ),
    "page-without-spec": Rule(
        summary="files with neither an OpenAPI document nor a request line",
        why="Such a file was named as a source, so something was expected of it; leaving it out "
        "silently would leave its operations out of the client.",
    ),
    "schema-conflict": Rule(
        summary="components that two pages of equal standing describe differently",
        why="Only the vendor knows which one is right. Taking either would silently break the "
        "calls that rely on the other.",
    ),
    "select-no-match": Rule(
        summary="patterns of `[select]`, `--include` and `--exclude` that match no operation",
        why="It is misspelt, or the API has changed: something that is wanted is missing, or something "
        "that is not wanted would come back under another name.",
    ),
    "supplement-disagreement": Rule(
        summary="places where a supplement contradicts the pages",
        why="A supplement fills gaps and never overrules a page, but its author may have seen "
        "what the page has lost.",
        severity=Severity.WARNING,
    ),
    "unknown-pointer": Rule(
        summary="JSON Pointers that name nothing",
        why="A question about a place can only be answered if the place exists; RFC 6901 tells "
        "how a pointer is written.",
    ),
    "unknown-rule": Rule(
        summary="ids of rules that do not exist",
        why="A misspelt id in a setting or a command would otherwise be ignored.",
    ),
    "unresolved-reference": Rule(
        summary="references to something that does not exist, or to themselves",
        why="The type that should stand there is unknown, and so are the arguments and results of "
        "the calls that use it.",
    ),
    "unsupported-callbacks": Rule(
        summary="callbacks, of which only the payloads have models",
        why="A callback is a request to the user's own server; the operation itself is "
        "generated, and `types` has a model of what the callback brings.",
        severity=Severity.INFO,
    ),
    "unsupported-media-type": Rule(
        summary="media types for which no code is generated",
        why="A method sends one kind of body and returns one kind of answer; what else the API "
        "offers can be reached through the raw request.",
        severity=Severity.WARNING,
    ),
    "unsupported-operation-server": Rule(
        summary="servers of single paths or operations without a host",
        why="An operation is sent to its own server if that has a host, of its own or that of the API. "
        "Without one it is sent where all the others are.",
        severity=Severity.WARNING,
    ),
    "unsupported-pagination": Rule(
        summary="`x-specquilt-pagination` that names what is not there",
        why="An iterator over all pages needs the parameter that advances and the field that "
        "holds the items.",
    ),
    "unsupported-parameter": Rule(
        summary="parameters without a name or a known place",
        why="A client must know under which name and where a value goes: path, query, header or "
        "cookie.",
    ),
    "unsupported-parameter-content": Rule(
        summary="parameters whose `content` no code is generated for",
        why="Such a value is a small document of its own inside the URL or a header; the caller has to "
        "write it as text.",
        severity=Severity.WARNING,
    ),
    "unsupported-recursion": Rule(
        summary="unnamed schemas that hold themselves",
        why="A type that contains itself needs a name to refer to; make it a component.",
    ),
    "unsupported-reference": Rule(
        summary="references that leave the document",
        why="A client is generated from one document; bundle the files into one first.",
    ),
    "unsupported-security": Rule(
        summary="security schemes that the client does not speak",
        why="The calls are generated all the same; the credentials have to be given as a header "
        "by the caller.",
        severity=Severity.WARNING,
    ),
    "unsupported-webhooks": Rule(
        summary="webhooks, of which only the payloads have models",
        why="A webhook is a request to the user's own server; a client has no "
        "method for it. `types` has a model of what it brings.",
        severity=Severity.INFO,
    ),
    "unused-baseline-entry": Rule(
        summary="baseline entries whose problem is gone",
        why="Somebody has mended it, or the place is another one now. An entry that stays would hide "
        "the problem when it comes back.",
        severity=Severity.WARNING,
    ),
    "unused-ignore": Rule(
        summary="ignored rules that find nothing",
        why="The problem is gone. What is still ignored would hide it when it comes back.",
        severity=Severity.WARNING,
    ),
    "yaml-budget": Rule(
        summary="texts nested too deeply, or aliases that expand to too many values",
        why="A few lines of nested aliases can stand for billions of values. The limits are far "
        "above every honest document.",
    ),
    "yaml-duplicate-key": Rule(
        summary="keys that stand twice in one mapping",
        why="YAML forbids it (1.2.2, section 3.2.1.3), and most readers silently keep the last "
        "one: half of what the author wrote is lost.",
    ),
    "yaml-merge-key": Rule(
        summary="merge keys (`<<`)",
        why="They were dropped from YAML 1.2, so tools disagree about what the document says; "
        "write the keys out.",
    ),
    "yaml-syntax": Rule(
        summary="texts that cannot be read as YAML or JSON",
        why="Nothing can be said about a text that cannot be read; the finding names the line and "
        "column where reading stopped.",
    ),
    "yaml-tag": Rule(
        summary="tags such as `!!python/object` or `!Ref`",
        why="A document of an API is plain data. A tag asks the reader to make something else of "
        "it, which is at best not portable and at worst unsafe.",
    ),
}
