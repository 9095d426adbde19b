"""What new users do: an empty environment, and what the pages say."""
