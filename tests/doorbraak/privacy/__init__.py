"""Tests of the privacy check."""
