"""What comes of the pages of real vendors, and how it compares with what they publish themselves."""
