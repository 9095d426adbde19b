"""The facts about an API: `types` holds them, `build` gets them out of a document."""
