"""The rule book: one small file a rule. A file here is a rule; nothing is registered."""
