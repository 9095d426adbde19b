"""Configurations of other generators."""
