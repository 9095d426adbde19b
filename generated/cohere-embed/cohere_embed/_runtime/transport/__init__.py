"""Transports: everything that touches the network."""
