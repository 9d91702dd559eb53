"""How right RealTalk is, on labelled data of anybody's: the figures of docs/accuracy.md."""
