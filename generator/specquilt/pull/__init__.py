"""Fetching pages and documents from the sites that publish them. Nothing is here yet."""
