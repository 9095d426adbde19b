"""Changes of the package: servers, credentials, names, documentation."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_MINOR,
    CODE_PATCH,
    MAJOR,
    PATCH,
    WIRE_MAJOR,
    WIRE_MINOR,
    ChangeRule,
    Verdicts,
)

_SCHEMES = "/components/securitySchemes"
_HIRED = (
    "hired: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}, "
    "responses: {'204': {description: Fine}}}}"
)
_GET = "/paths/~1about/get"

PACKAGE: dict[str, ChangeRule] = {
    "base-url-changed": ChangeRule(
        summary="APIs at another address",
        why="Old clients send their requests to an address that may not answer.",
        sent=Verdicts(MAJOR, PATCH),
        at="/servers/0/url",
        before="https://api.quilt.test/v1",
        after="https://api.quilt.test/v2",
    ),
    "server-added": ChangeRule(
        summary="further servers",
        why="Users may choose it.",
        sent=WIRE_MINOR,
        at="/servers/1",
        after="{url: https://eu.quilt.test/v1}",
    ),
    "server-removed": ChangeRule(
        summary="servers, other than the first one, that are gone",
        why="Clients that use it get no answer any more.",
        sent=WIRE_MAJOR,
        at="/servers/1",
        before="{url: https://eu.quilt.test/v1}",
    ),
    "operation-server-changed": ChangeRule(
        summary="operations at another server than the rest, or not any more",
        why="Old clients send their requests to an address that may not answer.",
        sent=WIRE_MAJOR,
        at=f"{_GET}/servers",
        after="[{url: https://files.quilt.test}]",
    ),
    "environment-variable-changed": ChangeRule(
        summary="environment variables with another name",
        why="The client does not find the value in the old variable.",
        sent=CODE_MAJOR,
        at=f"{_SCHEMES}/key/x-specquilt-env",
        before="QUILT_KEY",
        after="QUILTS_KEY",
    ),
    "scheme-added": ChangeRule(
        summary="further security schemes",
        why="The client gets arguments for its credentials.",
        sent=BOTH_MINOR,
        at="/security",
        before="[key: []]",
        after="[key: [], login: []]",
    ),
    "scheme-removed": ChangeRule(
        summary="security schemes that are gone",
        why="Its credentials are refused, and the client has no arguments for them.",
        sent=BOTH_MAJOR,
        at="/security",
        before="[key: [], login: []]",
        after="[key: []]",
    ),
    "scheme-changed": ChangeRule(
        summary="security schemes of another type, or with another header, parameter or token address",
        why="The server does not find the credentials where old clients send them.",
        sent=WIRE_MAJOR,
        at=f"{_SCHEMES}/key/name",
        before="X-Key",
        after="Quilt-Key",
    ),
    "credential-renamed": ChangeRule(
        summary="credentials that are other arguments of the client",
        why="A client cannot be made with the old argument.",
        sent=CODE_MAJOR,
    ),
    "scope-added": ChangeRule(
        summary="further scopes that a client asks for",
        why="Tokens without the scope may be refused.",
        sent=WIRE_MAJOR,
        at="/security",
        before="[key: [], login: []]",
        after="[key: [], login: [sew]]",
    ),
    "scope-removed": ChangeRule(
        summary="scopes that a client does not ask for any more",
        why="Old tokens have more scopes than they need.",
        sent=WIRE_MINOR,
        at="/security",
        before="[key: [], login: [sew]]",
        after="[key: [], login: []]",
    ),
    "authentication-added": ChangeRule(
        summary="operations that need credentials now",
        why="Requests without credentials are refused.",
        sent=BOTH_MAJOR,
        at=f"{_GET}/security",
        before="[]",
        after="[key: []]",
    ),
    "authentication-removed": ChangeRule(
        summary="operations that need no credentials any more",
        why="Everybody may call them.",
        sent=WIRE_MINOR,
        at=f"{_GET}/security",
        before="[key: []]",
        after="[]",
    ),
    "credentials-accepted": ChangeRule(
        summary="operations that accept other credentials, too",
        why="Callers have one more choice.",
        sent=WIRE_MINOR,
        at=f"{_GET}/security",
        before="[key: []]",
        after="[key: [], login: []]",
    ),
    "credentials-refused": ChangeRule(
        summary="operations that do not accept some credentials any more",
        why="Clients with such credentials are refused.",
        sent=BOTH_MAJOR,
        at=f"{_GET}/security",
        before="[key: [], login: []]",
        after="[key: []]",
    ),
    "class-renamed": ChangeRule(
        summary="classes and aliases of types with another name",
        why="Code that imports the old name fails, though the JSON is the same. The name stays where the "
        "package has a lock, or with an entry in `[client.aliases]`.",
        sent=CODE_MAJOR,
        at="/components/schemas/Person/x-specquilt-name",
        before="Person",
        after="Owner",
    ),
    "class-renamed-with-alias": ChangeRule(
        summary="classes with another name whose old name still works",
        why="An alias keeps the old name.",
        sent=CODE_MINOR,
    ),
    "class-replaced": ChangeRule(
        summary="values with another class, although their old class is still there",
        why="Code that names the old class for the value does not type-check, though the JSON is the same.",
        sent=CODE_MAJOR,
    ),
    "class-added": ChangeRule(
        summary="new classes of webhooks and callbacks, or of components that nothing uses",
        why="Code can import it.",
        sent=CODE_MINOR,
        at="/webhooks",
        after="sold: {post: {requestBody: {content: {application/json: {schema: "
        "{type: object, properties: {id: {type: string}}}}}}, responses: {'204': {description: Fine}}}}",
    ),
    "class-removed": ChangeRule(
        summary="classes that are gone, other than those of operations and fields that are gone",
        why="Code that imports the class fails.",
        sent=CODE_MAJOR,
        at="/webhooks",
        before="sold: {post: {requestBody: {content: {application/json: {schema: "
        "{type: object, properties: {id: {type: string}}}}}}, responses: {'204': {description: Fine}}}}",
    ),
    "webhook-added": ChangeRule(
        summary="further webhooks whose class was there before",
        why="`webhooks.unwrap` returns the class for events that were unknown before.",
        sent=BOTH_MINOR,
        at="/webhooks",
        after=_HIRED,
    ),
    "webhook-removed": ChangeRule(
        summary="webhooks that are gone, although their class is still there",
        why="Code that waits for the event never receives it, and no type checker notices.",
        sent=WIRE_MAJOR,
        at="/webhooks",
        before=_HIRED,
    ),
    "webhook-signature-changed": ChangeRule(
        summary="webhooks that are signed in another way",
        why="Servers with the old package refuse what is sent to them.",
        sent=WIRE_MAJOR,
    ),
    "client-renamed": ChangeRule(
        summary="clients and packages with another name",
        why="Code that imports the old name fails.",
        sent=CODE_MAJOR,
        at="/info/x-specquilt-client-names",
        before="[Client]",
        after="[Quilts]",
    ),
    "client-name-added": ChangeRule(
        summary="further names of the client",
        why="Code can import it.",
        sent=CODE_MINOR,
        at="/info/x-specquilt-client-names",
        before="[Client]",
        after="[Client, Quilts]",
    ),
    "description-changed": ChangeRule(
        summary="descriptions, summaries, samples and links in other words",
        why="Only the documentation changes.",
        sent=CODE_PATCH,
        at="/components/schemas/Person/properties/age/description",
        before="In years",
        after="In full years",
    ),
}
