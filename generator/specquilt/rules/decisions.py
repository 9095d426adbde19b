"""Findings that stages report without a check: their ids, and the texts that `explain` prints."""

from specquilt.openapi.finding import INVALID, Severity
from specquilt.rules.compared import COMPARED
from specquilt.rules.engine.rule import Rule
from specquilt.rules.pulled import PULLED
from specquilt.rules.recorded import RECORDED
from specquilt.rules.unsupported import UNSUPPORTED

DECISIONS: dict[str, Rule] = {
    **COMPARED,
    **PULLED,
    **RECORDED,
    **UNSUPPORTED,
    "annotations-differ": Rule(
        summary="operations and components that pages describe in different words",
        why="Titles, descriptions, examples, names and extensions do not change what is sent or "
        "received. Those of the first page are used.",
        severity=Severity.INFO,
    ),
    "asyncapi-page": Rule(
        summary="pages whose specification is AsyncAPI",
        why="No client is generated for AsyncAPI, which describes messages, for example over "
        "WebSockets. Other pages are not affected.",
        severity=Severity.WARNING,
    ),
    "baseline-invalid": Rule(
        summary="invalid baseline files",
        why="Reading only a part of a baseline would hide more findings, or fewer, than it lists.",
    ),
    "broken-output": Rule(
        summary="generated modules that do not compile or cannot be imported",
        why="This is a bug in specquilt. The previous package is left in place.",
    ),
    "broken-block": Rule(
        summary="managed blocks of a README that begin or end twice, or not at all",
        why="It would be unclear which text is yours. Nothing is written until each block begins once "
        "and ends once.",
    ),
    "config-key": Rule(
        summary="unknown keys and invalid values in specquilt.toml",
        why="A misspelled setting would otherwise be ignored, and the output would be unexpected.",
    ),
    "conflicting-options": Rule(
        summary="options that contradict or require each other",
        why="The result would be ambiguous. Remove one of the options, or add the missing one.",
    ),
    "document-too-large": Rule(
        summary="documents that exceed a size limit",
        why="Processing the document might not end. The limits are several times higher than the "
        "largest public documents need.",
    ),
    "duplicate-key": Rule(
        summary="duplicate keys in a mapping",
        why="YAML forbids them (1.2.2, section 3.2.1.3), and JSON advises against them. The last one "
        "counts, as in most parsers, and the others are lost; with `--strict`, or `strict = true` in "
        "`[rules]`, nothing is generated then.",
    ),
    "edited-output": Rule(
        summary="generated files with edits that would be lost",
        why="Move the edit to a class of your own (`[client.extend]`), list the file in `[client] keep`, or "
        "pass `--overwrite`, which saves the edited file beside itself.",
    ),
    "empty-folder": Rule(
        summary="folders without pages",
        why="A source folder must contain pages: files whose names end in .md, .txt, .yaml, .yml "
        "or .json.",
    ),
    "endless-rule": Rule(
        summary="rules whose fixes always lead to further fixes",
        why="This is a bug in specquilt. The rest of the document is not affected: only the fixes of "
        "this rule are not made.",
        severity=Severity.WARNING,
    ),
    "existing-file": Rule(
        summary="configurations that `specquilt init` would overwrite",
        why="The existing file may have been edited by hand, and `specquilt init` cannot create "
        "it again.",
    ),
    "extension-collision": Rule(
        summary="members of extensions that hide generated ones, or override nothing",
        why="Your class takes precedence, so a method that the API gets later could not be called. Say so "
        "with `@override` if that is meant; type checkers then report when there is nothing to override.",
        severity=Severity.WARNING,
    ),
    "extension-unusable": Rule(
        summary="classes of `[client.extend]` that are missing or cannot be read",
        why="The client is generated without them, so that it can be imported. The next run after a "
        "correction adds them.",
        severity=Severity.WARNING,
    ),
    "external-reference": Rule(
        summary="references to URLs, or to files outside the allowed folders",
        why="The document would decide which files are read or which addresses are fetched. A "
        "document named on the command line may refer to files in its folder and in its Git "
        "repository, except for hidden ones and those of a repository in the home folder; in a "
        "configuration, `[sources] allow-references` lists the allowed folders. What a URL refers to "
        "stays unknown: anything is accepted there, with a warning.",
    ),
    "file-too-large": Rule(
        summary="files that are too large for a page or a document",
        why="Reading such a file could use up all memory. The limit is several times the size of "
        "the largest known document.",
    ),
    "foreign-output": Rule(
        summary="output folders with files that specquilt did not write",
        why="The package would be mixed with these files. Check the path of the output folder.",
    ),
    INVALID: Rule(
        summary="violations of the OpenAPI schema that no rule describes",
        why="openapi-spec-validator decides what is valid. `generate` reads the part as what it most "
        "likely means, and says so; with `--strict` it refuses the document.",
    ),
    "invalid-name": Rule(
        summary="names and versions that Python or its packaging does not accept",
        why="The package could not be built, installed or imported.",
    ),
    "kept-module": Rule(
        summary="patterns of `[client] keep` that match modules of the package",
        why="A module that is not generated again lacks new operations, and may not fit the others.",
        severity=Severity.WARNING,
    ),
    "long-name": Rule(
        summary="methods whose name has more than 40 characters",
        why="It is hard to read and to remember. A name of your own goes into `[client.names]`.",
        severity=Severity.INFO,
    ),
    "missing-file": Rule(
        summary="sources that do not exist or cannot be read",
        why="The client would not have the operations of that file. Check the path.",
    ),
    "no-operations": Rule(
        summary="documents with neither an operation nor a webhook",
        why="There is nothing to generate. Many APIs are split into several files: name the one "
        "that has `paths`, and it may refer to the others.",
    ),
    "not-openapi-3": Rule(
        summary="documents in another format, such as Swagger 1.2",
        why="Reading them as OpenAPI 3 would generate a wrong client, because their keys have "
        "other meanings.",
    ),
    "not-utf-8": Rule(
        summary="files that are not encoded in UTF-8",
        why="Guessing the encoding could silently change names and values.",
    ),
    "nothing-selected": Rule(
        summary="selections without operations",
        why="The client would not have any methods. Check the patterns that exclude operations.",
    ),
    "nothing-to-merge": Rule(
        summary="sources without an OpenAPI specification",
        why="Pages can add details to a specification, but at least one specification is required.",
    ),
    "number-not-in-json": Rule(
        summary="numbers that JSON does not have: NaN, infinity, or too many digits",
        why="No request or response can contain such a number, and YAML parsers read it "
        "differently. Put it in quotes if it is text.",
    ),
    "operation-conflict": Rule(
        summary="operations that two pages of equal priority describe differently",
        why="Only the vendor knows which description is correct. The client gets the wider of "
        "both: all parameters and responses, and required is what both require. Declare one of the "
        "pages as a supplement, or leave it out; with `--strict` it is an error.",
    ),
    "output-is-source": Rule(
        summary="outputs that would overwrite a source, or be read as one",
        why="Sources cannot be made again, and a run must not read what the one before has "
        "written. Keep sources and outputs in different folders.",
    ),
    "overlay-invalid": Rule(
        summary="overlays that are malformed or cannot be applied",
        why="Applying only a part of an overlay would leave some corrections out. Overlay 1.1 "
        "defines a merge of incompatible values as an error.",
    ),
    "overlay-no-match": Rule(
        summary="overlay actions whose target matches nothing",
        why="The standard allows this, but usually the source has changed or the target is "
        "misspelled. The correction would be silently lost.",
    ),
    "overlay-without-effect": Rule(
        summary="overlay actions that change nothing",
        why="The source already contains the correction. An action that is no longer needed could "
        "hide the next change.",
        severity=Severity.WARNING,
    ),
    "page-without-operation": Rule(
        summary="pages about an operation that no specification describes",
        why="The content of the page (samples, error names, examples) can only be used with a "
        "specification of the same operation.",
        severity=Severity.WARNING,
    ),
    "page-without-spec": Rule(
        summary="files with neither an OpenAPI document nor a request line",
        why="The operations of the file would be missing from the client. Remove the file from "
        "the sources if it has none. In a folder with other pages, such a file is set aside.",
    ),
    "part-left-out": Rule(
        summary="parts of a document that break the standard, and that the client does without",
        why="No rule says what such a part means, so its type is unknown, or it is ignored. The "
        "rest of the document is not affected. Correct it in an overlay, or exclude the operation; "
        "with `--strict`, or `strict = true` in `[rules]`, nothing is generated then.",
        severity=Severity.WARNING,
    ),
    "schema-conflict": Rule(
        summary="components that two pages of equal priority describe differently",
        why="Only the vendor knows which description is correct. Choosing one could break calls "
        "that use the other, so the client gets the wider of both: all properties and values, and "
        "required is what both require. With `--strict` it is an error.",
    ),
    "foreign-configuration": Rule(
        summary="configurations of other generators that `specquilt init --from` cannot read",
        why="The file is not the configuration of a generator that is known, or there are several. "
        "Nothing is written then.",
    ),
    "name-no-match": Rule(
        summary="names of `[client.names]` and `[client.aliases]` for nothing, or that are taken",
        why="The name is misspelled, or the API has changed: the client would have another name "
        "than the one that was chosen.",
    ),
    "required-version": Rule(
        summary="versions of specquilt that a project does not want",
        why="Another version may write other code. A team that sets `required-version` in specquilt.toml "
        "gets the same from everybody's machine.",
    ),
    "select-no-match": Rule(
        summary="patterns of `[select]`, `--include` and `--exclude` that match no operation",
        why="The pattern is misspelled, or the API has changed. An operation may be missing from "
        "the client, or included by mistake.",
    ),
    "specification-elsewhere": Rule(
        summary="pages about an operation that they do not describe in OpenAPI",
        why="Some documentation tools keep the specification in a document of its own, or describe "
        "operations with components in the text. The operation would be missing from the client. "
        "Add the OpenAPI document that the pages are made from; often it is public.",
    ),
    "specification-not-read": Rule(
        summary="lines with a version of OpenAPI that are in no specification that was read",
        why="The operations of that specification would be missing from the client. Put it in a "
        "fence of its own: ```yaml.",
        severity=Severity.WARNING,
    ),
    "supplement-disagreement": Rule(
        summary="places where a supplement contradicts the pages",
        why="A supplement only fills gaps; the pages take precedence. But the supplement may have "
        "details that the pages have lost.",
        severity=Severity.WARNING,
    ),
    "swagger-converted": Rule(
        summary="Swagger 2.0 documents, and parts of it in OpenAPI 3, which are converted to OpenAPI 3",
        why="Rules, overlays and messages refer to the converted document, with the lines of the "
        "source. A warning shows what OpenAPI 3 cannot express.",
        severity=Severity.INFO,
    ),
    "unknown-argument": Rule(
        summary="commands and options that there are not",
        why="Nothing has been done, because something else may be meant.",
    ),
    "unknown-pointer": Rule(
        summary="JSON Pointers to nothing in the document",
        why="A pointer must name an existing value. RFC 6901 defines its syntax.",
    ),
    "unknown-rule": Rule(
        summary="rule ids that do not exist",
        why="A misspelled id in a setting or a command would otherwise be ignored.",
    ),
    "unresolved-reference": Rule(
        summary="references whose target does not exist or is circular",
        why="The type is unknown, and so are the arguments and results of the calls that use it.",
    ),
    "unused-baseline-entry": Rule(
        summary="baseline entries that match no finding",
        why="The problem was fixed, or its place has changed. Remove the entry; otherwise it "
        "would hide the problem if it returns.",
        severity=Severity.WARNING,
    ),
    "unused-ignore": Rule(
        summary="ignored rules that find nothing",
        why="The problem was fixed. Ignoring the rule would hide the problem if it returns.",
        severity=Severity.WARNING,
    ),
    "unwritable-output": Rule(
        summary="files that cannot be written",
        why="The disk may be full, or write-protected. What was there before is left in place.",
    ),
    "yaml-budget": Rule(
        summary="YAML that is nested too deeply, or whose aliases expand to too many values",
        why="A few lines of nested aliases can expand to billions of values. The limits are far "
        "higher than real documents need.",
    ),
    "yaml-syntax": Rule(
        summary="invalid YAML or JSON",
        why="The file cannot be parsed. The finding shows the line and column of the error.",
    ),
    "yaml-tag": Rule(
        summary="YAML tags such as `!!python/object` or `!Ref`",
        why="Custom tags are not portable, and some of them are unsafe. An API document is plain "
        "data.",
    ),
}
