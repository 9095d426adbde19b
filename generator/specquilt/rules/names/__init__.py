"""Rules about operationIds and the names of components and properties."""
