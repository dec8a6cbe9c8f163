"""The command line, one file per family. Imported at every start, so nothing heavy is imported at the top of a file."""
