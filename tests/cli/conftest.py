"""The fixtures of the command line tests."""

from tests.cli.command_line import command, var_with_2021, var_with_example, with_2021, with_example

__all__ = ["command", "var_with_2021", "var_with_example", "with_2021", "with_example"]
