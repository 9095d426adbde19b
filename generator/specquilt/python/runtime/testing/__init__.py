"""What `<package>.testing` is made of: a fake of the API, below the client."""
