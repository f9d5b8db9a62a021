"""Draws the pictures of the photo lesson: the table beside the window from above, and what side light does to a shape."""

from collections.abc import Callable

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

from core.documents.pdf import Colour

_SIZE = (1280, 720)
_PAPER, _GLASS, _WOOD, _GOODS = (255, 255, 255), (196, 224, 238), (222, 203, 176), (201, 122, 45)


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", _SIZE, Colour.SAND.value)
    return picture, ImageDraw.Draw(picture)


def _label(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, *, size: int = 38, anchor: str = "mm") -> None:
    font = ImageFont.truetype(f"{font_source_sans_pro.font_directory}/SourceSansPro-Bold.ttf", size)
    draw.multiline_text(place, text, font=font, fill=Colour.TEXT.value, anchor=anchor, align="center", spacing=6)


def table_beside_the_window() -> Image.Image:
    """Seen from above: window, goods before the bent paper, reflector on the dark side, phone in front."""
    picture, draw = _canvas()
    draw.rectangle((60, 120, 100, 600), fill=_GLASS, outline=Colour.TEXT.value, width=4)
    _label(draw, (80, 660), "Jendela")
    for y in range(180, 580, 90):
        draw.line((120, y, 300, y), fill=Colour.ACCENT.value, width=8)
        draw.polygon(((300, y - 16), (336, y), (300, y + 16)), fill=Colour.ACCENT.value)
    draw.rectangle((370, 110, 930, 560), fill=_WOOD, outline=Colour.TEXT.value, width=4)
    draw.rectangle((430, 130, 870, 330), fill=_PAPER, outline=Colour.TEXT.value, width=3)
    _label(draw, (650, 165), "Kertas putih melengkung", size=32)
    draw.rounded_rectangle((590, 230, 710, 330), 16, fill=_GOODS, outline=Colour.TEXT.value, width=4)
    _label(draw, (650, 370), "Produk", size=34)
    draw.rectangle((965, 180, 995, 500), fill=_PAPER, outline=Colour.TEXT.value, width=4)
    _label(draw, (1130, 340), "Pemantul\n(kertas putih)")
    draw.rounded_rectangle((605, 440, 695, 540), 12, fill=Colour.BAND.value)
    draw.line((650, 436, 650, 400), fill=Colour.TEXT.value, width=4)
    _label(draw, (650, 615), "Ponsel, disandarkan pada dua buku")
    return picture


def light_from_the_side() -> Image.Image:
    """The same ball under flash and beside a window with a reflector."""
    picture, draw = _canvas()
    for left, title, shades in (
        (60, "Blitz dari depan: datar,\nbayangan keras di belakang", [(232, 170, 110)] * 12),
        (660, "Jendela dari samping:\nbentuk dan permukaan tampak", [_shade(step / 11) for step in range(12)]),
    ):
        draw.rectangle((left, 60, left + 560, 540), fill=_PAPER, outline=Colour.TEXT.value, width=3)
        if left < 600:
            draw.ellipse((left + 230, 210, left + 480, 460), fill=(60, 60, 60))
        else:
            draw.ellipse((left + 190, 420, left + 470, 480), fill=(214, 214, 214))
        for step, shade in enumerate(shades):
            inset = step * 9
            draw.ellipse((left + 170 + inset // 4, 180 + inset // 2, left + 410 - inset, 420 - inset // 2), fill=shade)
        if left < 600:
            draw.ellipse((left + 270, 270, left + 310, 310), fill=_PAPER)
        _label(draw, (left + 280, 620), title, size=36)
    return picture


def _shade(part: float) -> tuple[int, int, int]:
    dark, light = (138, 78, 26), (240, 186, 124)
    red, green, blue = (round(one + (other - one) * part) for one, other in zip(dark, light, strict=True))
    return red, green, blue


# name: (title, picture)
DRAWN: dict[str, tuple[str, Callable[[], Image.Image]]] = {
    "meja-di-samping-jendela": ("Meja di samping jendela, dari atas", table_beside_the_window),
    "cahaya-dari-samping": ("Blitz dari depan dan jendela dari samping", light_from_the_side),
}
