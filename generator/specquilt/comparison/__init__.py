"""What changes for the users of a client."""
