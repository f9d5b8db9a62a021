"""A picture with what it shows."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """Wagtail's image block asks for alternative text, or for a word that the picture is only decoration."""

    image = ImageBlock(label="Gambar")
    caption = blocks.CharBlock(label="Keterangan", required=False, max_length=200)

    class Meta:
        icon = "image"
        label = "Gambar"
        template = "core/blocks/figure.html"
        help_text = (
            "Teks alternatif dibacakan kepada orang yang tidak melihat gambarnya. Tandai sebagai hiasan hanya bila halaman "
            "ini sama jelasnya tanpa gambar itu."
        )
