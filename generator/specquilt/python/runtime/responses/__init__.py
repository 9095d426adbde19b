"""What a method returns where that is more than a decoded result."""
