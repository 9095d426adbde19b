"""Commands that a case folder cannot show."""
