"""The fixtures of the command line tests."""

from tests.cli.command_line import command

__all__ = ["command"]
