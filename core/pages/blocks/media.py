"""Films, sounds and papers in a lesson. Their files are private: the page that shows a block says where they are."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from core.files.admin.choosers import audio_chooser, document_chooser, video_chooser
from core.pages.blank import is_blank
from core.pages.blocks.embeds import Embed, embed_of

if TYPE_CHECKING:
    from core.files.models.media_file import MediaFile

VideoChooserBlock = video_chooser.get_block_class("VideoChooserBlock", module_path="core.pages.blocks.media")
AudioChooserBlock = audio_chooser.get_block_class("AudioChooserBlock", module_path="core.pages.blocks.media")
DocumentChooserBlock = document_chooser.get_block_class("DocumentChooserBlock", module_path="core.pages.blocks.media")

_TRANSCRIPT_HELP = (
    "Semua yang diucapkan dan yang penting di layar, untuk orang yang tidak mendengar atau menghemat kuota. "
    "Wajib sebelum terbit."
)


class VideoValue(blocks.StructValue):
    @property
    def embed(self) -> Embed | None:
        return embed_of(self.get("address") or "")


class VideoBlock(blocks.StructBlock):
    """A film of our own, or one on YouTube or Vimeo. Nothing of it is loaded before somebody presses play."""

    title = blocks.CharBlock(label="Judul", max_length=120)
    file = VideoChooserBlock(
        label="Berkas video", required=False, help_text="Isi ini, atau alamat di bawah; jangan keduanya."
    )
    address = blocks.URLBlock(
        label="Alamat YouTube atau Vimeo",
        required=False,
        help_text="Salin dari bilah alamat, misalnya https://www.youtube.com/watch?v=…",
    )
    captions_checked = blocks.BooleanBlock(
        label="Takarir bahasa Indonesia ada di YouTube/Vimeo",
        required=False,
        help_text="Centang setelah Anda melihatnya sendiri. Takarir otomatis tidak cukup.",
    )
    poster = ImageChooserBlock(label="Gambar sampul", help_text="Tampil sebelum video diputar, perbandingan 16 : 9.")
    transcript = blocks.TextBlock(label="Transkrip", required=False, rows=8, help_text=_TRANSCRIPT_HELP)

    class Meta:
        icon = "media"
        label = "Video"
        description = "Video yang baru dimuat setelah ditekan, dengan takarir dan transkrip."
        template = "core/pages/blocks/video.html"
        value_class = VideoValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["file"] and cleaned["address"]:
            raise _wrong("address", "Pilih satu: berkas video atau alamat.")
        if cleaned["address"] and cleaned.embed is None:
            raise _wrong("address", "Alamat ini bukan video YouTube atau Vimeo. Salin alamat halaman videonya.")
        return _whole(self, cleaned)

    def missing(self, value: Any) -> list[str]:
        """Captions and a transcript (WCAG 1.2.1 to 1.2.3), and a film at all."""
        file, embed = value.get("file"), value.embed
        if file is None and embed is None:
            return ["video belum dipilih."]
        found = []
        if file is not None and not file.has_captions:
            found.append(f"video “{file}” belum punya takarir. Unggah berkas WebVTT di menu Berkas media.")
        if file is None and not value.get("captions_checked"):
            found.append("pastikan video punya takarir bahasa Indonesia, lalu centang.")
        if is_blank(value.get("transcript")):
            found.append("transkrip belum ditulis.")
        return found


class AudioBlock(blocks.StructBlock):
    """A sound with everything that is said in it."""

    title = blocks.CharBlock(label="Judul", max_length=120)
    file = AudioChooserBlock(label="Berkas suara")
    transcript = blocks.TextBlock(label="Transkrip", required=False, rows=8, help_text=_TRANSCRIPT_HELP)

    class Meta:
        icon = "media"
        label = "Suara"
        description = "Rekaman suara dengan transkrip."
        template = "core/pages/blocks/audio.html"

    def clean(self, value: Any) -> Any:
        return _whole(self, super().clean(value))

    def missing(self, value: Any) -> list[str]:
        found = [] if value.get("file") else ["berkas suara belum dipilih."]
        return [*found, "transkrip belum ditulis."] if is_blank(value.get("transcript")) else found


class DocumentBlock(blocks.StructBlock):
    """A paper to save: what it is, of which kind, how many pages and how large, before anybody pays for the bytes."""

    title = blocks.CharBlock(label="Judul", max_length=120)
    file = DocumentChooserBlock(label="Berkas")
    summary = blocks.CharBlock(label="Isinya apa", required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = "Berkas"
        description = "Word, Excel, atau PowerPoint untuk diunduh, misalnya lembar kerja."
        template = "core/pages/blocks/document.html"


class PdfBlock(DocumentBlock):
    class Meta:
        icon = "doc-full-inverse"
        label = "PDF"
        description = "PDF untuk diunduh, dengan jumlah halaman dan ukurannya."
        template = "core/pages/blocks/document.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["file"] and not cleaned["file"].is_pdf:
            raise _wrong("file", "Berkas ini bukan PDF. Pilih PDF, atau pakai blok Berkas.")
        return cleaned


def _wrong(field: str, sentence: str) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={field: ValidationError(sentence)})


def _whole(block: Any, value: Any) -> Any:
    """The value, once nothing is missing. A draft may lack what publishing needs: Wagtail says which of them is checked."""
    if not block.is_deferred_validation and (missing := block.missing(value)):
        raise StructBlockValidationError(non_block_errors=[ValidationError(sentence.capitalize()) for sentence in missing])
    return value


def media_files_in(stream: Iterable[Any]) -> dict[uuid.UUID, "MediaFile"]:
    """The files that blocks of ``stream`` show, by the key in their addresses."""
    files = (child.value["file"] for child in stream if isinstance(child.block, (VideoBlock, AudioBlock, DocumentBlock)))
    return {file.public_id: file for file in files if file is not None}


def frame_hosts_in(stream: Iterable[Any]) -> list[str]:
    """The sites whose players blocks of ``stream`` may open; the page's policy names these and no others."""
    embeds = (child.value.embed for child in stream if isinstance(child.block, VideoBlock) and not child.value["file"])
    return sorted({embed.host for embed in embeds if embed is not None})
