"""Tests of what servers send to the user."""
