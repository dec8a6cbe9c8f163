"""Channels translate: a platform event to a command, an outcome to words. They know neither store nor each other."""
