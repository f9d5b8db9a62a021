"""The body of a lesson: what every page has, and what one learns with."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from core.pages.blocks.body import RICH_TEXT_FEATURES, BodyBlock, TextBlock
from core.pages.blocks.media import AudioBlock, DocumentBlock, PdfBlock, VideoBlock
from core.pages.blocks.question import QuestionBlock
from core.pages.blocks.table import TableBlock

# A linked document is open to everybody; a lesson's files are for the class (PDF and file blocks).
LESSON_TEXT_FEATURES = [feature for feature in RICH_TEXT_FEATURES if feature != "document-link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Kutipan", rows=3)
    source = blocks.CharBlock(label="Siapa yang berkata, atau dari mana", max_length=160)

    class Meta:
        icon = "openquote"
        label = "Kutipan"
        description = "Kata-kata orang lain, dengan sumbernya."
        template = "core/pages/blocks/quote.html"
        preview_value = {
            "text": "Setelah foto diganti, orang tidak lagi bertanya ukurannya.",
            "source": "Peserta pelatihan di Malang",
        }


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


def missing_before_publication(stream: Iterable[Any]) -> list[str]:
    """One Indonesian sentence for each thing that blocks of ``stream`` lack, with the number of the block."""
    return [
        f"Blok {number} ({child.block.label}): {sentence}"
        for number, child in enumerate(stream, start=1)
        if hasattr(child.block, "missing")
        for sentence in child.block.missing(child.value)
    ]
