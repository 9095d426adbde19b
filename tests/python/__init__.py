"""Tests of the generated distribution."""
