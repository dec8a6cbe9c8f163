"""Sending mail: the server of the settings, and the loop that sends what was booked."""
