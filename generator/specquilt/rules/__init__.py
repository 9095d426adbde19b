"""The rule book: one small file a rule, in a folder for what it is about; nothing is registered."""
