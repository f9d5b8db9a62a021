"""Files of lessons are kept whole or not at all, and handed out piece by piece."""

import boto3
import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.urls import reverse
from moto import mock_aws

from core.audit.models import AuditEntry
from core.documents.captions import CaptionsRefused
from core.files.models.media_file import MediaFile
from core.files.models.site_media import private_storage
from core.files.object_storage import ObjectStorage
from core.files.services import MediaFileInUse, media_file_create, media_file_delete, media_file_edit
from core.files.serving import serve_media_file
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from tests.factories.courses import course
from tests.factories.learning import LearnerFactory
from tests.factories.lms import make_staff
from tests.factories.media import CAPTIONS, a_video, mp4, video_block

pytestmark = pytest.mark.django_db
CONTENT = mp4(bytes(range(256)) * 1000)


def stored():
    try:
        return set(private_storage().listdir("media")[1])
    except FileNotFoundError:
        return set()


def test_a_film_is_kept_privately_with_its_captions_and_one_audit_row():
    video = a_video()
    assert video.has_captions
    assert video.file.name.startswith("media/")
    assert private_storage().exists(video.file.name)
    assert AuditEntry.objects.filter(action="core.media_file.created").count() == 1


@pytest.mark.parametrize("captions", [b"tidak ada", b"WEBVTT\n\nrusak"])
def test_bad_captions_leave_nothing_behind(captions):
    before = stored()
    with pytest.raises(CaptionsRefused):
        a_video(captions=captions)
    assert stored() == before
    assert not MediaFile.objects.exists()


def test_a_row_that_the_database_refuses_leaves_no_file(monkeypatch):
    before = stored()
    monkeypatch.setattr(MediaFile.objects, "create", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        a_video()
    assert stored() == before


def test_captions_belong_to_films_alone():
    pdf = ContentFile(b"%PDF-1.7", name="a.pdf")
    with pytest.raises(CaptionsRefused):
        media_file_create(by=None, file=pdf, title="A", captions=CAPTIONS, kinds=["document"])


def test_new_captions_replace_the_old_and_none_keep_them():
    video, staff = a_video(), LearnerFactory()
    assert media_file_edit(by=staff, media=video, title="Salam 2").has_captions
    changed = media_file_edit(by=staff, media=video, title="Salam 2", captions=CAPTIONS.replace(b"pagi", b"sore"))
    assert "sore" in changed.captions


def test_a_file_that_a_lesson_shows_is_not_deleted(django_capture_on_commit_callbacks):
    shown, idle = a_video(), a_video(title="Lain")
    lesson = course(lessons=1).get_children().first().specific
    lesson.body = [video_block(shown)]
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save()
        lesson.save_revision().publish()
    staff = LearnerFactory()
    with pytest.raises(MediaFileInUse):
        media_file_delete(by=staff, media=shown)
    with django_capture_on_commit_callbacks(execute=True):
        media_file_delete(by=staff, media=idle)
    assert not private_storage().exists(idle.file.name)
    assert private_storage().exists(shown.file.name)


@pytest.fixture
def video():
    return a_video(content=CONTENT)


def ask(video, **headers):
    response = serve_media_file(RequestFactory().get("/", headers=headers), video)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response, body


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, len(CONTENT) - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=1000-99999999", 1000, len(CONTENT) - 1),
        ("bytes=-500", len(CONTENT) - 500, len(CONTENT) - 1),
        (f"bytes=-{10**12}", 0, len(CONTENT) - 1),
    ],
)
def test_a_phone_gets_the_part_it_asks_for(video, asked, first, last):
    response, body = ask(video, Range=asked)
    assert response.status_code == 206
    assert body == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "bytes=9-2x", "bytes=0-1,5-9", "items=0-5"])
def test_a_part_that_cannot_be_read_gives_the_whole(video, asked):
    response, body = ask(video, Range=asked)
    assert response.status_code == 200
    assert body == CONTENT
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={len(CONTENT)}-", "bytes=5-2", "bytes=-0", f"bytes={'9' * 30}-"])
def test_a_part_that_does_not_exist_is_refused(video, asked):
    response, _ = ask(video, Range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_part_of_an_older_file_gives_the_whole_and_a_known_file_nothing(video):
    assert ask(video, Range="bytes=0-9", If_Range='"lain"')[0].status_code == 200
    etag = ask(video)[0]["ETag"]
    assert ask(video, Range="bytes=0-9", If_Range=etag)[0].status_code == 206
    assert ask(video, If_None_Match=etag)[0].status_code == 304


def test_a_film_plays_and_a_paper_is_saved():
    assert "attachment" not in ask(a_video())[0]["Content-Disposition"]
    paper = media_file_create(by=None, file=_pdf(), title="Daftar “periksa”")
    response, _ = ask(paper)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    assert paper.page_count == 1


def _pdf():
    from datetime import UTC, datetime

    from core.documents.pdf import new_document

    document = new_document(title="A", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    document.add_page()
    return ContentFile(bytes(document.output()), name="a.pdf")


def test_staff_upload_through_the_screen_and_read_why_not(client):
    client.force_login(make_staff(CURRICULUM_ANALYST))
    address = reverse("berkas_media:add")
    wrong = {"title": "Salam", "file": ContentFile(b"bukan", name="a.mp4"), "captions_file": ContentFile(b"x", name="a.vtt")}
    page = client.post(address, wrong).content.decode()
    assert "Isi berkas ini bukan MP4" in page
    assert "bukan berkas takarir" in page
    good = {"title": "Salam", "file": ContentFile(mp4(), name="a.mp4"), "captions_file": ContentFile(CAPTIONS, name="a.vtt")}
    assert client.post(address, good).status_code == 302
    video = MediaFile.objects.get()
    assert video.uploaded_by is not None
    assert "Salam" in client.get(reverse("berkas_media:index"), {"q": "sal"}).content.decode()
    assert client.get(reverse("berkas_media:captions", args=[video.pk]))["Content-Type"].startswith("text/vtt")
    assert client.get(f"{reverse('berkas_media:index')}?export=csv").status_code == 200


def test_a_trainer_uploads_in_the_window_of_a_lesson(client):
    client.force_login(make_staff(TRAINER))
    window = client.get(reverse("pilih_video:choose")).json()["html"]
    assert "Unggah" in window
    sent = client.post(reverse("pilih_video:create"), {"title": "Salam", "file": ContentFile(mp4(), name="a.mp4")})
    assert sent.json()["step"] == "chosen"
    refused = client.post(reverse("pilih_suara:create"), {"title": "Salam", "file": ContentFile(mp4(), name="a.mp4")})
    assert "bukan MP3" in refused.json()["htmlFragment"]
    assert "Salam" not in client.get(reverse("pilih_suara:choose")).json()["html"]


@pytest.mark.parametrize(("asked", "expected"), [("bytes=5-9", CONTENT[5:10]), ("bytes=-7", CONTENT[-7:]), ("", CONTENT)])
def test_on_s3_too_only_the_part_asked_for_is_fetched(monkeypatch, asked, expected):
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="berkas")
        storage = ObjectStorage(
            bucket_name="berkas", location="private", region_name="us-east-1", access_key="a", secret_key="b"
        )
        storage.save("media/film.mp4", ContentFile(CONTENT))
        video = MediaFile(title="Film", kind="video", file="media/film.mp4", content_type="video/mp4", size=len(CONTENT))
        monkeypatch.setattr(video.file, "storage", storage)
        assert ask(video, Range=asked)[1] == expected
