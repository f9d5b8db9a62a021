"""Hands out private files. Nobody vouches for their content, so that no browser may open one as a page of ours."""

from io import BytesIO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse


def hand_out(file: FieldFile | BytesIO, *, name: str) -> FileResponse:
    """A download that is neither shown nor guessed at; ``name`` is what the person's folder gets."""
    content = file if isinstance(file, BytesIO) else file.open("rb")
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
