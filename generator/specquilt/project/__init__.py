"""What a run is about: the configuration, its keys, and the severities it wants."""
