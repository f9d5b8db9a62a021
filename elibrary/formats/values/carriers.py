"""How a publication comes: carrier, ONIX product form (list 150) and file format, from words and from media types."""

import re
from dataclasses import dataclass

from elibrary.formats.records import Carrier

# Media types of OPDS, without parameters.
_MEDIA_TYPES = {
    "application/epub+zip": "epub",
    "application/pdf": "pdf",
    "application/x-mobipocket-ebook": "mobi",
    "application/vnd.amazon.ebook": "azw",
    "application/vnd.comicbook+zip": "cbz",
    "application/audiobook+json": "audiobook",
    "application/audiobook+zip": "audiobook",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4b",
    "text/html": "html",
    "application/webpub+json": "webpub",
}
_WORDS = {
    "epub": "epub",
    "epub3": "epub",
    "pdf": "pdf",
    "mobi": "mobi",
    "azw3": "azw",
    "cbz": "cbz",
    "mp3": "mp3",
    "html": "html",
    "flipbook": "html",
}
_AUDIO_FORMATS = {"mp3", "m4b", "audiobook"}
_FORMS = (
    (r"audio ?book|buku (?:audio|suara)|sound recording|audio", "AJ"),
    (r"e[- ]?book|digital|elektronik|electronic resource|sumber elektronik|e[- ]?pub|pdf|mobi|online|daring", "EA"),
    (r"hard ?cover|hardback|sampul keras|jilid keras|board", "BB"),
    (r"soft ?cover|paperback|sampul lunak|jilid lunak", "BC"),
    (r"cetak|print(?:ed)?|fisik|physical|teks|text|buku|monograf", "BA"),
)


@dataclass(frozen=True)
class Carried:
    carrier: Carrier = Carrier.OTHER
    product_form: str = ""
    file_format: str = ""


def of_media_type(media_type: str) -> Carried:
    file_format = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().casefold(), "")
    if not file_format:
        return Carried()
    return of_file_format(file_format)


def of_file_format(file_format: str) -> Carried:
    if file_format in _AUDIO_FORMATS:
        return Carried(Carrier.AUDIO, "AJ", file_format)
    return Carried(Carrier.DIGITAL, "EA", file_format)


def read(text: str) -> Carried:
    """``E-book (PDF)``, ``Cetak``, ``Softcover 14 x 21 cm``. Digital words win: ``buku digital`` is no print."""
    plain = text.casefold()
    formats = [_WORDS[word] for word in re.findall(r"[a-z0-9]+", plain) if word in _WORDS]
    form = next((form for words, form in _FORMS if re.search(rf"\b(?:{words})\b", plain)), "")
    if formats and not form.startswith("B"):
        return of_file_format(formats[0])
    return Carried(_BY_LETTER.get(form[:1], Carrier.OTHER), form)


_BY_LETTER = {"A": Carrier.AUDIO, "B": Carrier.PRINT, "E": Carrier.DIGITAL}
