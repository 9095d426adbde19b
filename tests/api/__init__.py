"""What the intermediate representation makes of documents."""
