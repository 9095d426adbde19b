"""Code and text that users write themselves, beside what is generated."""
