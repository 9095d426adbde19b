"""Tests of `specquilt learn`."""
