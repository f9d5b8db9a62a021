"""The body of a page: any number of blocks in any order."""

from wagtail import blocks

from .callout import CalloutBlock
from .figure import FigureBlock
from .steps import StepsBlock
from .text import TextBlock


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    figure = FigureBlock()
    steps = StepsBlock()
    callout = CalloutBlock()

    class Meta:
        label = "Isi"
