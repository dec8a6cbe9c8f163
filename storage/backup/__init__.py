"""Backups: everything that is stored, in one file that both kinds of database write and read."""
