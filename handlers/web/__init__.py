"""The web channel: pages and forms for whoever has no chat, or wants more room. Works without script.

Translates only: what is allowed is decided in doorbraak/, what is stored behind handlers/desk.
"""
