"""Questions about money in plain Dutch, and their answer in words, table and picture. Shared by every channel.

Reading and showing only: what was spent comes from the desk, who may ask it is decided by role.
"""

from __future__ import annotations

from handlers.spend.answer import SpendAnswer, answer_spend
from handlers.spend.question import NotUnderstood, SpendQuestion, parse_question

__all__ = ["NotUnderstood", "SpendAnswer", "SpendQuestion", "answer_spend", "parse_question"]
