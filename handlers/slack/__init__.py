"""Slack: cards in channels, forms, direct messages and the home of the app. Imported only when Slack is set up."""
