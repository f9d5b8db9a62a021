"""A disk without room while the request is being read."""

import errno
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory

from core.files.uploads.checks import UploadRefused, check_upload
from core.files.uploads.kinds import PDF


def full(*args: object, **kwargs: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def request_with_files(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    files = {"first": SimpleUploadedFile("a.pdf", b"%PDF-1.7 satu"), "second": SimpleUploadedFile("b.pdf", b"%PDF-1.7 dua")}
    return RequestFactory().post("/", {**files, "after": "tetap ada"})


@pytest.mark.parametrize(
    "at",
    ["TemporaryUploadedFile", "TemporaryFileUploadHandler.receive_data_chunk", "TemporaryFileUploadHandler.file_complete"],
)
def test_the_other_fields_are_read_on_and_the_file_is_told_when_it_is_looked_at(request_with_files, monkeypatch, at):
    monkeypatch.setattr(f"django.core.files.uploadhandler.{at}", full)
    request = request_with_files
    assert request.POST["after"] == "tetap ada"
    for field, name, size in (("first", "a.pdf", 13), ("second", "b.pdf", 12)):
        file = request.FILES[field]
        assert (file.name, file.size) == (name, size)
        with pytest.raises(UploadRefused, match="Ruang simpan server penuh"):
            check_upload(file, allowed=[PDF], most_bytes=100)
    request.close()


def test_another_fault_of_the_disk_is_not_hidden(request_with_files, monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", broken)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        request_with_files.POST  # noqa: B018


def test_a_file_that_fits_is_kept_as_ever(request_with_files):
    assert request_with_files.FILES["first"].read() == b"%PDF-1.7 satu"
