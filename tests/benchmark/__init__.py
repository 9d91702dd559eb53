"""What RealTalk costs, measured: not tests, run by `make bench`."""
