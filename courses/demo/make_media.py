"""Generates the pictures, video, recording and documents of the demo course into ``media/``.

    echo "from courses.demo import make_media; make_media.main()" | python manage.py shell

It needs ffmpeg and espeak-ng (both in Debian). The files are in the repository, so that ``make run`` needs neither.
"""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

from core.documents.pdf import Colour
from courses.demo.marketing_media import AUDIO_TRANSCRIPT, PICTURES, SHEET, SLIDES
from courses.demo.photo_pictures import DRAWN

MEDIA = Path(__file__).parent / "media"
_PAUSE = 0.6


def main() -> None:
    MEDIA.mkdir(exist_ok=True)
    for name, (title, lines) in PICTURES.items():
        _slide(title, lines, (1280, 720)).quantize(64).save(MEDIA / f"{name}.png", optimize=True)
    for name, (_, draw) in DRAWN.items():
        draw().quantize(64).save(MEDIA / f"{name}.png", optimize=True)
    with tempfile.TemporaryDirectory() as folder:
        _film(Path(folder))
        _recording(Path(folder))
    _sheet()


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = f"SourceSansPro-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(Path(font_source_sans_pro.font_directory) / name), size)


def _slide(title: str, lines: Sequence[str], size: tuple[int, int]) -> Image.Image:
    """A green band with the title, short lines below: large enough to be read on a phone."""
    width, height = size
    unit = height // 18
    picture = Image.new("RGB", size, Colour.SAND.value)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, unit * 5), fill=Colour.BAND.value)
    draw.rectangle((0, unit * 5, width, unit * 5 + unit // 3), fill=Colour.ACCENT.value)
    draw.text((unit * 2, unit * 2.5), title, font=_font(int(unit * 1.9), bold=True), fill="white", anchor="lm")
    for number, line in enumerate(lines):
        y = unit * (7.5 + number * 2.6)
        draw.ellipse((unit * 2, y - unit * 0.4, unit * 2.8, y + unit * 0.4), fill=Colour.ACCENT.value)
        draw.text((unit * 3.6, y), line, font=_font(int(unit * 1.5)), fill=Colour.TEXT.value, anchor="lm")
    return picture


def _speak(text: str, target: Path) -> float:
    """Synthesize ``text`` into a WAV file with espeak-ng; return its length in seconds."""
    _run("espeak-ng", "-v", "id", "-s", "140", "-w", str(target), text)
    duration = _run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(target))
    return float(duration)


def _film(folder: Path) -> None:
    """One picture a sentence, as long as the sentence takes; the captions are those very sentences."""
    at, parts, cues = 0.0, [], ["WEBVTT"]
    for number, (title, lines, spoken) in enumerate(SLIDES):
        picture, sound, part = (folder / f"{number}.{kind}" for kind in ("png", "wav", "mp4"))
        _slide(title, lines, (640, 360)).save(picture)
        length = _speak(spoken, sound) + _PAUSE
        _run(
            *("ffmpeg", "-y", "-loop", "1", "-framerate", "5", "-i", str(picture), "-i", str(sound)),
            *(
                "-af",
                f"apad=pad_dur={_PAUSE}",
                "-t",
                f"{length:.2f}",
                "-c:v",
                "libx264",
                "-tune",
                "stillimage",
                "-crf",
                "30",
            ),
            *("-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "1", "-ar", "22050", "-b:a", "32k", str(part)),
        )
        cues.append(f"{_time(at)} --> {_time(at + length - 0.1)}\n{spoken}")
        parts.append(f"file '{part}'")
        at += length
    (folder / "parts.txt").write_text("\n".join(parts))
    _run(
        *("ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", str(folder / "parts.txt"), "-c", "copy"),
        *("-movflags", "+faststart", str(MEDIA / "profil-whatsapp.mp4")),
    )
    (MEDIA / "profil-whatsapp.vtt").write_text("\n\n".join(cues) + "\n", encoding="utf-8")


def _recording(folder: Path) -> None:
    _speak(AUDIO_TRANSCRIPT, folder / "spoken.wav")
    target = MEDIA / "contoh-pesan.mp3"
    _run("ffmpeg", "-y", "-i", str(folder / "spoken.wav"), "-ac", "1", "-ar", "22050", "-b:a", "32k", str(target))


def _sheet() -> None:
    """A work sheet with formulas, written part by part: the smallest Excel file that Excel opens."""
    kinds = "http://schemas.openxmlformats.org"
    rows = "".join(
        f'<row r="{y}">' + "".join(_cell(f"{'ABC'[x]}{y}", value) for x, value in enumerate(row)) + "</row>"
        for y, row in enumerate(SHEET, start=1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{kinds}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{kinds}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kinds}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{kinds}/spreadsheetml/2006/main" '
        f'xmlns:r="{kinds}/officeDocument/2006/relationships"><sheets><sheet name="Hitung harga" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{kinds}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{kinds}/spreadsheetml/2006/main"><cols>'
        '<col min="1" max="1" width="38" customWidth="1"/><col min="2" max="3" width="18" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    with ZipFile(MEDIA / "hitung-harga.xlsx", "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value.startswith("="):
        return f'<c r="{place}"><f>{value[1:]}</f></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def _time(seconds: float) -> str:
    return f"00:{int(seconds // 60):02}:{seconds % 60:06.3f}"


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words
