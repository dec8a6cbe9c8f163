"""Channels translate: a platform event to a command, an outcome to words. They know neither the store nor each other."""
