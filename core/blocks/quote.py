"""Somebody else's words."""

from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Kutipan", rows=3)
    source = blocks.CharBlock(label="Siapa yang berkata, atau dari mana", max_length=160)

    class Meta:
        icon = "openquote"
        label = "Kutipan"
        description = "Kata-kata orang lain, dengan sumbernya."
        template = "core/blocks/quote.html"
        preview_value = {
            "text": "Setelah foto diganti, orang tidak lagi bertanya ukurannya.",
            "source": "Peserta pelatihan di Malang",
        }
