"""What is kept on disk, and served from there."""
