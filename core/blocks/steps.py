"""Things to do one after another."""

from wagtail import blocks


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
        template = "core/blocks/steps.html"
