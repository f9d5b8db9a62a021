"""The body of a lesson: what every page has, and what one learns with."""

from .body import BodyBlock
from .media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock
from .question import QuestionBlock
from .quote import QuoteBlock
from .table import TableBlock
from .text import RICH_TEXT_FEATURES, TextBlock

# A linked document is open to everybody; a lesson's files are for the class (PDF and file blocks).
LESSON_TEXT_FEATURES = [feature for feature in RICH_TEXT_FEATURES if feature != "document-link"]


class LessonBodyBlock(BodyBlock):
    text = TextBlock(features=LESSON_TEXT_FEATURES)
    video = VideoBlock(group="Media")
    audio = AudioBlock(group="Media")
    pdf = PdfBlock(group="Media")
    document = DocumentBlock(group="Media")
    quote = QuoteBlock()
    table = TableBlock()
    question = QuestionBlock()

    class Meta:
        label = "Isi"
