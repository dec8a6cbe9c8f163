"""Filling the demo: an example programme whose requests went through the real use cases, dated back from now.

What happened to each request stands in bot/data/demo.yaml. Serving the demo is not here but in bot/demo.py.
"""

from bot.demo_fill.fill import fill_demo
from bot.demo_fill.mark import demo_filled_on, is_demo
from bot.demo_fill.refused import DemoRefused

__all__ = ["DemoRefused", "demo_filled_on", "fill_demo", "is_demo"]
