"""Words and channels: what people read, and how what they type becomes a command."""
