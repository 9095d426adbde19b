"""What the generated distribution looks like and does."""
