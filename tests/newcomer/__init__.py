"""What somebody does who has never seen specquilt: an empty environment, and what the pages say."""
