"""Tests of the pure rules in doorbraak."""
