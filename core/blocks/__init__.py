"""Blocks that every kind of page may be written with: service pages, news, lessons."""

from .body import BodyBlock
from .callout import CalloutBlock
from .figure import FigureBlock
from .lesson import LessonBodyBlock
from .media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock, frame_hosts_in, media_files_in
from .publication import missing_before_publication
from .question import QuestionBlock
from .quote import QuoteBlock
from .steps import StepsBlock
from .table import TableBlock
from .text import RICH_TEXT_FEATURES, TextBlock

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
