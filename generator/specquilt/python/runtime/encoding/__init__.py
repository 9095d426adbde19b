"""Arguments as they go over the wire: parameters, bodies, uploads."""
