"""The lint rules: one file per rule, in a folder per subject. New files are found automatically."""
