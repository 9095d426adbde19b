"""The life of a call: prepared, authenticated, sent, redirected, retried."""
