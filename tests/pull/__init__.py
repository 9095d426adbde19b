"""`specquilt pull`, against sites on the loopback interface."""
