"""Captured payloads to what was meant, and views to blocks: without a server, a store or a network."""
