"""The keys that each type of object may have (OpenAPI 3.0 and 3.1, section 4.8)."""

import re

from specquilt.openapi.kinds import Kind

RESERVED_EVERYWHERE = ("x-", "$")

_KEYS = {
    Kind.DOCUMENT: "openapi info jsonSchemaDialect servers paths webhooks components security tags "
    "externalDocs swagger asyncapi",
    Kind.INFO: "title summary description termsOfService contact license version",
    Kind.CONTACT: "name url email",
    Kind.LICENSE: "name identifier url",
    Kind.COMPONENTS: "schemas responses parameters examples requestBodies headers securitySchemes "
    "links callbacks pathItems",
    Kind.PATH_ITEM: "summary description get put post delete options head patch trace servers "
    "parameters",
    Kind.OPERATION: "tags summary description externalDocs operationId parameters requestBody "
    "responses callbacks deprecated security servers",
    Kind.EXTERNAL_DOCS: "description url",
    Kind.PARAMETER: "name in description required deprecated allowEmptyValue style explode "
    "allowReserved schema example examples content",
    Kind.REQUEST_BODY: "description content required",
    Kind.RESPONSE: "description headers content links",
    Kind.MEDIA_TYPE: "schema example examples encoding",
    Kind.ENCODING: "contentType headers style explode allowReserved",
    Kind.HEADER: "description required deprecated style explode schema example examples content "
    "allowEmptyValue allowReserved",
    Kind.EXAMPLE: "summary description value externalValue",
    Kind.LINK: "operationRef operationId parameters requestBody description server",
    Kind.DISCRIMINATOR: "propertyName mapping",
    Kind.XML: "name namespace prefix attribute wrapped",
    Kind.SECURITY_SCHEME: "type description name in scheme bearerFormat flows openIdConnectUrl",
    Kind.OAUTH_FLOWS: "implicit password clientCredentials authorizationCode",
    Kind.OAUTH_FLOW: "authorizationUrl tokenUrl refreshUrl scopes",
    Kind.SERVER: "url description variables",
    Kind.SERVER_VARIABLE: "enum default description",
    Kind.TAG: "name description externalDocs",
}
KEYS = {kind: frozenset(keys.split()) for kind, keys in _KEYS.items()}

NOT_IN_COMPONENT_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
"""Characters that no name of a component has (OpenAPI 3.1, section 4.8.7)."""

_KEYWORDS = (
    "title description type format enum const default example examples nullable deprecated "
    "readOnly writeOnly properties required additionalProperties patternProperties propertyNames "
    "minProperties maxProperties items prefixItems contains minContains maxContains minItems "
    "maxItems uniqueItems unevaluatedItems unevaluatedProperties allOf anyOf oneOf not if then "
    "else dependentSchemas dependentRequired minimum maximum exclusiveMinimum exclusiveMaximum "
    "multipleOf minLength maxLength pattern contentEncoding contentMediaType contentSchema "
    "discriminator xml externalDocs id definitions dependencies additionalItems"
)
KEYWORDS = frozenset(_KEYWORDS.split())
"""Keywords of schemas (JSON Schema 2020-12 and OpenAPI). Schemas may also have other keys."""

KEYS_OF_3_2: dict[Kind, frozenset[str]] = {
    Kind.DOCUMENT: frozenset({"$self"}),
    Kind.TAG: frozenset({"summary", "parent", "kind"}),
    Kind.SERVER: frozenset({"name"}),
    Kind.PATH_ITEM: frozenset({"additionalOperations"}),
    Kind.COMPONENTS: frozenset({"mediaTypes"}),
    Kind.RESPONSE: frozenset({"summary"}),
    Kind.MEDIA_TYPE: frozenset({"itemSchema", "itemEncoding", "prefixEncoding"}),
    Kind.ENCODING: frozenset({"encoding", "itemEncoding", "prefixEncoding"}),
    Kind.EXAMPLE: frozenset({"dataValue", "serializedValue"}),
    Kind.SECURITY_SCHEME: frozenset({"oauth2MetadataUrl", "deprecated"}),
    Kind.OAUTH_FLOWS: frozenset({"deviceAuthorization"}),
    Kind.DISCRIMINATOR: frozenset({"defaultMapping"}),
    Kind.XML: frozenset({"nodeType"}),
}
"""Keys that OpenAPI 3.2 has added."""
