"""A rundown as charts, pages and files."""
