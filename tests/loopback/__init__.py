"""A loopback HTTP server that implements the documented Cohere API and records all requests."""

from loopback.api import CohereAPI
from loopback.message import Request, Response
from loopback.multipart import Part
from loopback.server import Application, LoopbackServer

__all__ = ["Application", "CohereAPI", "LoopbackServer", "Part", "Request", "Response"]
