"""What `<package>.recordings` is made of: exchanges are recorded without secrets, and replayed."""
