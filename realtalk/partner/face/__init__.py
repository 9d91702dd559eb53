"""The partner's face: one picture becomes a face that speaks, listens and blinks."""
