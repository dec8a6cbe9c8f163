"""What keeps the project itself in order. Nothing here is part of what is installed."""
