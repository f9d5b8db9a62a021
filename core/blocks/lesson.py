"""The body of a lesson: what every page has, and what one learns with."""

from .body import BodyBlock
from .media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock
from .question import QuestionBlock
from .quote import QuoteBlock
from .table import TableBlock


class LessonBodyBlock(BodyBlock):
    video = VideoBlock(group="Media")
    audio = AudioBlock(group="Media")
    pdf = PdfBlock(group="Media")
    document = DocumentBlock(group="Media")
    quote = QuoteBlock()
    table = TableBlock()
    question = QuestionBlock()

    class Meta:
        label = "Isi"
