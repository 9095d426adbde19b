"""Pagination: iterates over all pages of a list.

An iteration ends by evidence: no next cursor or URL, the server's word that there is no more, an
empty page, or a page shorter than the limit after the server has shown that it honours the limit.
Otherwise it ends with an error, never silently.
"""
