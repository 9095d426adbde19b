"""Rules about enums."""
