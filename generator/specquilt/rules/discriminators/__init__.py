"""Rules about discriminators of unions."""
