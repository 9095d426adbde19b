"""Every name of the generated package, and what happens when two of them meet."""
