"""Documents made to break things: whatever they say, nothing of it runs and no name is changed."""
