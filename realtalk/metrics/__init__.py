"""What is measured of a speaker, each with its meaning, its unit and its source."""
