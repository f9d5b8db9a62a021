"""Takes in films, sounds and papers for lessons, and lets them go again."""

import uuid
from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from wagtail.models import ReferenceIndex

from core.audit.services import audit_log
from core.documents.captions import CaptionsRefused, clean_captions
from core.files.models.media_file import MediaFile
from core.files.models.site_media import private_storage
from core.files.uploads.checks import CheckedUpload, UploadRefused, check_upload, page_count, refuse_when_disk_is_full
from core.files.uploads.kinds import AUDIOS, OFFICE, PDF, VIDEOS, FileKind

MEBIBYTE = 1024 * 1024
TAKEN: dict[str, tuple[tuple[FileKind, ...], int]] = {
    MediaFile.Kind.VIDEO: (VIDEOS, 200 * MEBIBYTE),
    MediaFile.Kind.AUDIO: (AUDIOS, 50 * MEBIBYTE),
    MediaFile.Kind.DOCUMENT: ((PDF, *OFFICE), 25 * MEBIBYTE),
}


class MediaFileInUse(Exception):
    """A page shows this file, so it can't be deleted."""


def check_media_file(file: File, *, kinds: Collection[str] = tuple(TAKEN)) -> tuple[str, CheckedUpload]:
    """Which of ``kinds`` (MediaFile.Kind) the file is, by its contents. Raises UploadRefused for one that is none."""
    allowed = [one for kind in kinds for one in TAKEN[kind][0]]
    checked = check_upload(file, allowed=allowed, most_bytes=max(TAKEN[kind][1] for kind in kinds))
    kind = next(kind for kind in kinds if checked.kind in TAKEN[kind][0])
    most_bytes = TAKEN[kind][1]
    if checked.size > most_bytes:
        raise UploadRefused(f"{checked.kind.label} paling besar {most_bytes // MEBIBYTE} MB.")
    return kind, checked


def media_file_create(
    *,
    by: AbstractBaseUser | None,
    file: File,
    title: str,
    captions: bytes = b"",
    kinds: Collection[str] = tuple(TAKEN),
    log: bool = False,
) -> MediaFile:
    """Check and keep a file. ``captions`` (WebVTT or SubRip) belong to films alone.

    It is stored before the transaction: writing 200 MB must not hold the database's lock. Raises UploadRefused and
    CaptionsRefused; then nothing is kept.
    """
    kind, checked = check_media_file(file, kinds=kinds)
    if captions and kind != MediaFile.Kind.VIDEO:
        raise CaptionsRefused("Takarir hanya untuk video. Untuk suara, tulis transkripnya di dalam pelajaran.")
    words = clean_captions(captions) if captions else ""
    pages = page_count(file) if checked.kind == PDF else None
    name = _store(file, checked)
    try:
        with transaction.atomic():
            media = MediaFile.objects.create(
                title=title,
                kind=kind,
                file=name,
                content_type=checked.kind.content_type,
                size=checked.size,
                page_count=pages,
                captions=words,
                uploaded_by_id=by.pk if by is not None else None,
            )
            after = {"kind": kind, "title": title}
            audit_log.record(actor=by, action="core.media_file.created", subject=media, after=after, log=log)
    except BaseException:
        private_storage().delete(name)
        raise
    return media


@transaction.atomic
def media_file_edit(*, by: AbstractBaseUser, media: MediaFile, title: str, captions: bytes = b"") -> MediaFile:
    """Another title, other captions; no captions given keeps those there are. Raises CaptionsRefused."""
    kept = MediaFile.objects.select_for_update().get(pk=media.pk)
    words = clean_captions(captions) if captions else kept.captions
    if (title, words) == (kept.title, kept.captions):
        audit_log.log_unchanged(actor=by, subject=kept)
        return kept
    before = {"title": kept.title}
    kept.title, kept.captions = title, words
    kept.save(update_fields=["title", "captions"])
    audit_log.record(
        actor=by,
        action="core.media_file.edited",
        subject=kept,
        before=before,
        after={"title": title, "captions": bool(captions)},
        log=True,
    )
    return kept


@transaction.atomic
def media_file_delete(*, by: AbstractBaseUser, media: MediaFile) -> None:
    """Remove a file that no page shows; its bytes go once that is committed. Raises MediaFileInUse."""
    kept = MediaFile.objects.select_for_update().get(pk=media.pk)
    if ReferenceIndex.get_references_to(kept).exists():
        raise MediaFileInUse(kept.pk)
    audit_log.record(actor=by, action="core.media_file.deleted", subject=kept, before={"title": kept.title})
    name = kept.file.name
    kept.delete()
    transaction.on_commit(lambda: private_storage().delete(name), robust=True)


def _store(file: File, checked: CheckedUpload) -> str:
    extension = checked.name.rpartition(".")[2]
    file.seek(0)
    with refuse_when_disk_is_full():
        return private_storage().save(f"media/{uuid.uuid4().hex}.{extension}", file)
