from wagtail import blocks

from cms.standards.blocks import link_validator


class EntryPointBlock(blocks.StructBlock):
    """A link to an entry point on the front page."""

    title = blocks.CharBlock(label="Judul", max_length=60)
    text = blocks.CharBlock(label="Penjelasan", max_length=200)
    url = blocks.CharBlock(label="Alamat", max_length=300, validators=[link_validator])

    class Meta:
        label = "Pintu masuk"
        icon = "arrow-right"
