"""The fixtures of the command line, for files that are given to it."""

from tests.cli.command_line import command

__all__ = ["command"]
