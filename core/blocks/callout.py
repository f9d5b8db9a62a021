"""What must not be overlooked."""

from wagtail import blocks

CALLOUT_TONES = [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")]


class CalloutBlock(blocks.StructBlock):
    """A short remark set apart from the text; the tone is also said in words by its title."""

    tone = blocks.ChoiceBlock(label="Jenis", choices=CALLOUT_TONES, default="info")
    title = blocks.CharBlock(label="Judul", max_length=80)
    text = blocks.RichTextBlock(label="Isi", features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "warning"
        label = "Catatan penting"
        template = "core/blocks/callout.html"
