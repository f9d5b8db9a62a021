"""Blocks that every kind of page may be written with: service pages, news, lessons."""

from .body import BodyBlock
from .callout import CalloutBlock
from .figure import FigureBlock
from .steps import StepsBlock
from .text import RICH_TEXT_FEATURES, TextBlock

__all__ = ["RICH_TEXT_FEATURES", "BodyBlock", "CalloutBlock", "FigureBlock", "StepsBlock", "TextBlock"]
