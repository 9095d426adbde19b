"""Takes the wanted operations of a document, and only the components that they need."""
