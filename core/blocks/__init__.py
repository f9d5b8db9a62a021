"""Blocks that every kind of page may be written with: service pages, news, lessons."""

from core.blocks.body import BodyBlock
from core.blocks.callout import CalloutBlock
from core.blocks.figure import FigureBlock
from core.blocks.lesson import LessonBodyBlock
from core.blocks.media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock, frame_hosts_in, media_files_in
from core.blocks.publication import missing_before_publication
from core.blocks.question import QuestionBlock
from core.blocks.quote import QuoteBlock
from core.blocks.steps import StepsBlock
from core.blocks.table import TableBlock
from core.blocks.text import RICH_TEXT_FEATURES, TextBlock

__all__ = [
    "RICH_TEXT_FEATURES",
    "AudioBlock",
    "BodyBlock",
    "CalloutBlock",
    "DocumentBlock",
    "FigureBlock",
    "LessonBodyBlock",
    "PdfBlock",
    "QuestionBlock",
    "QuoteBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "frame_hosts_in",
    "media_files_in",
    "missing_before_publication",
]
