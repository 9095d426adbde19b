"""Names in the generated package, and how collisions are resolved."""
