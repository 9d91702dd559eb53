"""From pictures and sound to observations: one analyzer a file, the same for a camera and a recording."""
