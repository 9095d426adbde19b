"""Rules about the discriminators of unions."""
