"""Makes any document valid: what is broken is read as what it means, or left out and reported."""
