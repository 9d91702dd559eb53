"""What the words say: sentences, fillers, sentiment and grammar."""
