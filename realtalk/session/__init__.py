"""A recording or a talk from beginning to end."""
