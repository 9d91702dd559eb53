"""From readings to advice: what went well, what to work on first, and how."""
