"""The document of which clients are compared with the packages of this folder."""

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilt API, version: "1"}
servers: [{url: https://api.quilt.test/v1}]
paths:
  /quilts:
    get:
      operationId: listQuilts
      tags: [quilts]
      parameters: [{name: page-size, in: query, schema: {type: integer}}]
      responses:
        "200": {description: Quilts, content: {application/json: {schema: {$ref: "#/components/schemas/QuiltList"}}}}
        "429": {description: Too many requests}
    post:
      operationId: createQuilt
      tags: [quilts]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title, kind]
              properties:
                title: {type: string}
                kind: {type: string, const: quilt}
                patches: {type: array, items: {$ref: "#/components/schemas/Patch"}}
      responses:
        "200": {description: The quilt, content: {application/json: {schema: {$ref: "#/components/schemas/Quilt"}}}}
  /quilts/{quilt_id}:
    get:
      operationId: getQuilt
      tags: [quilts]
      parameters: [{name: quilt_id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: The quilt, content: {application/json: {schema: {$ref: "#/components/schemas/Quilt"}}}}
        "404": {description: Not found}
  /drawings:
    post:
      operationId: drawQuilt
      tags: [drawings]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [text]
              properties: {text: {type: string}, stream: {type: boolean}}
      responses:
        "200":
          description: The drawing
          content:
            application/json: {schema: {$ref: "#/components/schemas/Drawing"}}
            text/event-stream: {schema: {$ref: "#/components/schemas/Stroke"}}
components:
  schemas:
    QuiltList:
      type: object
      properties: {data: {type: array, items: {$ref: "#/components/schemas/Quilt"}}}
    Quilt:
      type: object
      required: [id]
      properties:
        id: {type: string}
        size: {type: object, properties: {width: {type: integer}}}
        patches: {type: array, items: {$ref: "#/components/schemas/Patch"}}
    Patch: {type: object, properties: {colour: {type: string}}}
    Drawing: {type: object, properties: {lines: {type: integer}}}
    Stroke: {type: object, properties: {length: {type: integer}}}
"""
