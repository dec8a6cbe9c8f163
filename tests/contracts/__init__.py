"""What every store must do alike, whatever its database."""
