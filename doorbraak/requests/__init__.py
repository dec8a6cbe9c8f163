"""The request: its state, the table of what is allowed when, and the pure functions that decide and apply."""
