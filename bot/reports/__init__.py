"""Spend as people and programs take it along: a table in the terminal, JSON, CSV in two kinds, an XLSX workbook."""

from bot.reports.files import spend_csv, spend_workbook
from bot.reports.plain import spend_json

__all__ = ["spend_csv", "spend_json", "spend_workbook"]
