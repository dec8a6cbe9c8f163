"""Marked texts through everything there is, and every place where they must not turn up."""
