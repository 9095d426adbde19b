"""Imports a staged package in another process, and counts its methods."""
