"""Media in: files and, later, live tracks become pictures and sound on one clock."""
