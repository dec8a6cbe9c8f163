"""The bot itself in the fake Slack of stand/: what must be true whatever Slack, the network or people do."""
