"""Blocks of the FAQ page."""

from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label="Pertanyaan", max_length=200)
    answer = blocks.RichTextBlock(label="Jawaban", features=["bold", "italic", "ol", "ul", "link", "document-link"])

    class Meta:
        label = "Pertanyaan"
        icon = "help"


class QuestionGroupBlock(blocks.StructBlock):
    """Questions on one topic."""

    title = blocks.CharBlock(label="Tentang apa", max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label="Pertanyaan", min_num=1)

    class Meta:
        label = "Kelompok"
        icon = "list-ul"
