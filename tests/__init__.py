"""Tests; a package on purpose, so that tests/doorbraak never hides the package doorbraak."""
