"""Tests of the rules of a request, without any database."""
