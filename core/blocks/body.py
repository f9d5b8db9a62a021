"""The body of a page: any number of blocks in any order."""

from wagtail import blocks

from core.blocks.callout import CalloutBlock
from core.blocks.figure import FigureBlock
from core.blocks.steps import StepsBlock
from core.blocks.text import TextBlock


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    figure = FigureBlock()
    steps = StepsBlock()
    callout = CalloutBlock()

    class Meta:
        label = "Isi"
