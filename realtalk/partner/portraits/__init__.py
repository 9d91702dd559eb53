"""Drawn faces that belong to nobody."""
