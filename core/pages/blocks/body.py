"""The body of a page: any number of blocks in any order."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

CALLOUT_TONES = [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")]


class CalloutBlock(blocks.StructBlock):
    """A short remark set apart from the text; the tone is also said in words by its title."""

    tone = blocks.ChoiceBlock(label="Jenis", choices=CALLOUT_TONES, default="info")
    title = blocks.CharBlock(label="Judul", max_length=80)
    text = blocks.RichTextBlock(label="Isi", features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "warning"
        label = "Catatan penting"
        template = "core/pages/blocks/callout.html"


class FigureBlock(blocks.StructBlock):
    """Wagtail's image block asks for alternative text, or for a word that the picture is only decoration."""

    image = ImageBlock(label="Gambar")
    caption = blocks.CharBlock(label="Keterangan", required=False, max_length=200)

    class Meta:
        icon = "image"
        label = "Gambar"
        template = "core/pages/blocks/figure.html"
        help_text = (
            "Teks alternatif dibacakan kepada orang yang tidak melihat gambarnya. Tandai sebagai hiasan hanya bila halaman "
            "ini sama jelasnya tanpa gambar itu."
        )


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Langkah", max_length=120)
    text = blocks.TextBlock(label="Penjelasan", required=False, rows=3)

    class Meta:
        icon = "list-ol"
        label = "Langkah"


class StepsBlock(blocks.StructBlock):
    """A numbered sequence, drawn as the site draws every sequence."""

    steps = blocks.ListBlock(StepBlock(), label="Langkah", min_num=1, max_num=20)

    class Meta:
        icon = "list-ol"
        label = "Langkah-langkah"
        template = "core/pages/blocks/steps.html"


# The title of a page is its only h1; h4 and deeper would mean that the page is too long.
RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and two levels of headings; nothing that carries a look of its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("label", "Teks")
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        template = "core/pages/blocks/text.html"


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    figure = FigureBlock()
    steps = StepsBlock()
    callout = CalloutBlock()

    class Meta:
        label = "Isi"
