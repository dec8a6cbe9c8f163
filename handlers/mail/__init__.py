"""Mail, for who has no chat: it says that something waits, and carries sign-in links. Never what it is about."""
