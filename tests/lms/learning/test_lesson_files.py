"""Files of a lesson are served to participants of its run alone."""

from typing import NamedTuple

import pytest

from core.files.models.media_file import MediaFile
from courses.content.models.lessons import LessonPage
from courses.content.selectors import lessons_of
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel
from tests.factories.courses import CourseRunFactory, lesson, module
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.media import a_video, video_block

pytestmark = pytest.mark.django_db


class Shown(NamedTuple):
    enrolment: Enrolment
    page: LessonPage
    video: MediaFile
    address: str
    film: str
    captions: str


@pytest.fixture
def shown():
    """A lesson with a film, a participant of its run, and the URLs of its files."""
    enrolment = enrolled()
    page = LessonPage.objects.get(pk=lessons_of(course=enrolment.run.course)[0].pk)
    video = a_video()
    page.body = [video_block(video)]
    page.save_revision().publish()
    base = f"/kelas/{enrolment.run.public_id}/pelajaran/{page.pk}"
    return Shown(
        enrolment,
        page,
        video,
        f"{base}/",
        f"{base}/berkas/{video.public_id}/",
        f"{base}/takarir/{video.public_id}/",
    )


def test_the_lesson_leads_to_its_film_and_a_phone_gets_a_part(shown, client):
    client.force_login(shown.enrolment.user)
    lesson_page = client.get(shown.address)
    body = lesson_page.content.decode()
    assert f'src="{shown.film}"' in body
    assert f'src="{shown.captions}"' in body
    assert "Selamat pagi." in body
    assert "frame-src" not in lesson_page["Content-Security-Policy"]
    part = client.get(shown.film, headers={"Range": "bytes=0-9"})
    assert part.status_code == 206
    assert part["Content-Type"] == "video/mp4"
    assert "private" in part["Cache-Control"]
    assert client.get(shown.captions).content.decode().startswith("WEBVTT")


def test_strangers_and_those_who_left_get_nothing(shown, client):
    assert client.get(shown.film)["Location"].startswith("/akun/masuk/")
    client.force_login(LearnerFactory())
    assert client.get(shown.film).status_code == 404
    enrolment_cancel(enrolment=shown.enrolment, by=shown.enrolment.user)
    client.force_login(shown.enrolment.user)
    assert client.get(shown.film).status_code == 404
    assert client.get(shown.captions).status_code == 404


def test_a_file_of_another_lesson_or_course_is_not_there(shown, client):
    other = a_video(title="Lain")
    elsewhere = lesson(CourseRunFactory().course, "Di kelas lain", body=[video_block(other)])
    client.force_login(shown.enrolment.user)
    assert client.get(shown.film.replace(str(shown.video.public_id), str(other.public_id))).status_code == 404
    assert client.get(shown.film.replace(str(shown.page.pk), str(elsewhere.pk))).status_code == 404


def test_a_draft_hides_its_files_too(shown, client):
    client.force_login(shown.enrolment.user)
    assert client.get(shown.film).status_code == 200
    shown.page.unpublish()
    assert client.get(shown.film).status_code == 404


def test_a_module_withdrawn_while_a_lesson_is_read_hides_the_lesson(client):
    enrolment = enrolled()
    part = module(enrolment.run.course, "Modul")
    inside = lesson(part, "Di dalam")
    client.force_login(enrolment.user)
    address = f"/kelas/{enrolment.run.public_id}/pelajaran/{inside.pk}/"
    assert client.get(address).status_code == 200
    part.unpublish()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert "Di dalam" not in client.get(f"/kelas/{enrolment.run.public_id}/").content.decode()


def test_only_a_lesson_with_a_film_elsewhere_may_open_a_frame(shown, client):
    shown.page.body = [video_block(None, address="https://vimeo.com/76979871", captions_checked=True)]
    shown.page.save_revision().publish()
    client.force_login(shown.enrolment.user)
    answer = client.get(shown.address)
    assert "frame-src https://player.vimeo.com;" in answer["Content-Security-Policy"] + ";"
    body = answer.content.decode()
    assert "<iframe" not in body
    assert 'href="https://vimeo.com/76979871"' in body
    assert 'data-player="https://player.vimeo.com/video/76979871?' in body
