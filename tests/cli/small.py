"""A document with one operation, and a process of the command line that can be interrupted."""

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev}]
paths: {/quilts: {get: {operationId: list_quilts, responses: {'204': {description: Done}}}}}
"""
INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from specquilt.cli.main import process; process()"
)
"""Code of a process. Tests in the background ignore interrupts, and their processes inherit that."""
