"""Blocks of the page of questions and answers."""

from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    """One question in the words of the person who asks, and its answer."""

    question = blocks.CharBlock(label="Pertanyaan", max_length=200)
    answer = blocks.RichTextBlock(label="Jawaban", features=["bold", "italic", "ol", "ul", "link", "document-link"])

    class Meta:
        label = "Pertanyaan"
        icon = "help"


class QuestionGroupBlock(blocks.StructBlock):
    """Questions about one thing."""

    title = blocks.CharBlock(label="Tentang apa", max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label="Pertanyaan", min_num=1)

    class Meta:
        label = "Kelompok"
        icon = "list-ul"
