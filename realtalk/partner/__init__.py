"""Somebody to talk with: who they are, what they say, how they sound and how they look."""
