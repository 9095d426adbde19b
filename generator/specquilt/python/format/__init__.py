"""Lays out Python as black does, and asks black for what is not plain."""
