"""Decide: the rules of requests, cases and privacy. No clock, no randomness, no input or output in here."""
