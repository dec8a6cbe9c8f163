"""Brings everything together and runs it: the only package that imports all others."""
