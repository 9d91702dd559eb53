"""The partner's voice: text becomes sound whose every phoneme has its time."""
