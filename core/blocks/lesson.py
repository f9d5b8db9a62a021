"""The body of a lesson: what every page has, and what one learns with."""

from core.blocks.body import BodyBlock
from core.blocks.media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock
from core.blocks.question import QuestionBlock
from core.blocks.quote import QuoteBlock
from core.blocks.table import TableBlock
from core.blocks.text import RICH_TEXT_FEATURES, TextBlock

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
