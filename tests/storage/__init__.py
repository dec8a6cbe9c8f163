"""Tests of what is stored: writers, log, verify, races, kills."""
