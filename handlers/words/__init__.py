"""The Dutch words (B1) of codes, dates, refusals, cards and messages. Pure: read models in, text out."""
