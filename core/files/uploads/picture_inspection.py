"""Runs in the sandbox: does the picture open whole, and how large is it unpacked? Free of Django."""

import warnings
from pathlib import Path

from PIL import Image

from core.sandbox.verdict import Refused

FORMATS = ("PNG", "JPEG", "WEBP")


def measure(path: str, most_pixels: int) -> dict[str, int]:
    """Width and height of a picture that decodes to its end. Raises Refused for one with more than ``most_pixels``."""
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is unpacked
    with Path(path).open("rb") as file, Image.open(file, formats=FORMATS) as image:
        width, height = image.size
        if width * height > most_pixels:
            raise Refused(
                f"Gambar ini {width} × {height} piksel, terlalu besar. Kecilkan sampai paling banyak "
                f"{most_pixels // 1_000_000} juta piksel."
            )
        image.load()
    return {"width": width, "height": height}
