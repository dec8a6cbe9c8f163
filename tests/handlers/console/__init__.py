"""The console channel: typed lines to commands, read models to lines."""
