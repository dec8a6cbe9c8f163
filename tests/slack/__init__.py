"""What belongs to Slack: the schema of messages and views, a fake Slack to test against, and its tests."""
