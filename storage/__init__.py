"""The store: remembers what the use cases decided and implements their ports. It knows no channel."""
