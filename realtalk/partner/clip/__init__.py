"""Clips of a partner that one may keep: films with sound, marked and signed as made by AI."""
