"""Scenario files (docs/rules.md section 8): checked whole, then run through the real use cases with their own clock."""
