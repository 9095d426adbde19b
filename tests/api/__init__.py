"""Tests of the facts about an API."""
