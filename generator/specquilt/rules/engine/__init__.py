"""What a rule is, where rules are found, and how they run."""
