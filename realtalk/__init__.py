"""RealTalk: a real talk with yourself, before the one that matters."""

__version__ = "0.1.0"
