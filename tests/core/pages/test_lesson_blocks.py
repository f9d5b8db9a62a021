"""Blocks of a lesson: what a draft may lack, a published lesson may not."""

import pytest
from wagtail.blocks import StreamBlockValidationError

from core.files.services import media_file_create
from core.pages.blocks.lesson import LessonBodyBlock, missing_before_publication
from tests.factories.media import ContentFile, a_picture, a_video, video_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return LessonBodyBlock()


def refused(body, block, *, draft=False):
    """The sentences that the editor reads, or none."""
    value = body.to_python([block])
    try:
        body.clean_deferred(value) if draft else body.clean(value)
    except StreamBlockValidationError as error:
        return repr(error.as_json_data())
    return ""


def test_a_whole_video_passes(body):
    assert refused(body, video_block(a_video())) == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"transcript": "  \u200b "}, "transkrip"), ({"poster": None}, "wajib"), ({"title": ""}, "wajib")],
)
def test_a_video_that_lacks_something_may_be_drafted_but_not_published(body, changes, sentence):
    block = video_block(a_video(), **changes)
    assert refused(body, block, draft=True) == ""
    assert sentence in refused(body, block).lower()


def test_a_video_without_captions_is_not_published(body):
    block = video_block(a_video(captions=b""))
    assert refused(body, block, draft=True) == ""
    assert "takarir" in refused(body, block)
    assert missing_before_publication(body.to_python([block])) == [
        "Blok 1 (Video): video “Salam” belum punya takarir. Unggah berkas WebVTT di menu Berkas media."
    ]


def test_a_film_elsewhere_needs_somebody_who_has_seen_its_captions(body):
    block = video_block(None, address="https://youtu.be/dQw4w9WgXcQ")
    assert "centang" in refused(body, block)
    block["value"]["captions_checked"] = True
    assert refused(body, block) == ""


@pytest.mark.parametrize("draft", [True, False])
def test_another_site_or_two_films_at_once_are_refused_at_once(body, draft):
    assert "bukan video" in refused(body, video_block(None, address="https://contoh.id/film.mp4"), draft=draft)
    both = video_block(a_video(), address="https://youtu.be/dQw4w9WgXcQ")
    assert "Pilih satu" in refused(body, both, draft=draft)


def test_a_picture_says_what_it_shows_or_that_it_is_decoration(body):
    image = {"image": a_picture().pk, "alt_text": "", "decorative": False}
    block = {"type": "figure", "value": {"image": image, "caption": ""}}
    assert refused(body, block) != ""
    image["decorative"] = True
    assert refused(body, block) == ""


def test_a_table_is_read_from_a_spreadsheet_or_from_strokes(body):
    pasted = body.to_python([{"type": "table", "value": {"caption": "Biaya", "cells": "A\tB\nx\t1\n\n| y | 2 |\nz"}}])[
        0
    ].value
    assert pasted.heads == ["A", "B"]
    assert pasted.rows == [["x", "1"], ["y", "2"], ["z", ""]]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("satu kolom\nx", "dua kolom"),
        ("A | B", "satu baris isi"),
        ("A | \nx | y", "judul di baris pertama"),
        ("A | B\nx | y | z", "Baris 2"),
        (" | ".join("ABCDEFGHI") + "\nx | y", "Paling banyak 8 kolom"),
    ],
)
def test_a_table_that_nobody_could_read_is_refused(body, cells, sentence):
    assert sentence in refused(body, {"type": "table", "value": {"caption": "Biaya", "cells": cells}})


def test_a_question_without_a_right_answer_is_not_published(body):
    wrong = {"text": "a", "is_correct": False, "feedback": "b"}
    block = {"type": "question", "value": {"question": "Apa?", "choices": [wrong, wrong]}}
    assert refused(body, block, draft=True) == ""
    assert "yang benar" in refused(body, block)


def test_only_a_pdf_stands_in_a_pdf_block(body):
    from tests.factories.media import office

    sheet = media_file_create(by=None, file=ContentFile(office("xl/workbook.xml"), name="a.xlsx"), title="Lembar")
    value = {"title": "Lembar", "file": sheet.pk, "summary": ""}
    assert "bukan PDF" in refused(body, {"type": "pdf", "value": value})
    assert refused(body, {"type": "document", "value": value}) == ""
