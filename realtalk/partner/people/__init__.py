"""The ready-made personas, one TOML file each."""
