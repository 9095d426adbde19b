"""A loopback HTTP server that answers as the Cohere API documents and records what it was sent."""

from loopback.api import CohereAPI
from loopback.message import Request, Response
from loopback.multipart import Part
from loopback.server import Application, LoopbackServer

__all__ = ["Application", "CohereAPI", "LoopbackServer", "Part", "Request", "Response"]
