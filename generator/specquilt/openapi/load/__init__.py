"""Text to values with their lines: YAML 1.2 and JSON, encodings, numbers, budgets."""
