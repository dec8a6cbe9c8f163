"""Whole conversations, told once and run over every channel."""
