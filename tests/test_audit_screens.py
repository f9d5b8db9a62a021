"""Staff screens write one audit row and one entry of Wagtail's log, together; a save without changes the entry alone."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.fetching.models import AllowedHost
from core.people.roles import LIBRARIAN
from core.search.models import Synonym
from courses.questions.services.questions import question_archive
from courses.runs.models.run import CourseRun
from courses.runs.services.announcements import announcement_publish
from courses.runs.signals import run_cancelled
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accessions_assign
from elibrary.cataloguing.services.bibliographic import record_save
from lms.users.models import User
from tests.factories.catalogue import KOPI, PublisherFactory
from tests.factories.cataloguing import authority, offer_of
from tests.factories.courses import CourseRunFactory, course
from tests.factories.elibrary import BookFactory, pdf_bytes
from tests.factories.lms import UserFactory, make_staff
from tests.factories.media import a_video, mp4
from tests.factories.orders import BudgetFactory, draft_order
from tests.factories.post_test import question
from tests.factories.sources import FEED, SourceFactory

pytestmark = pytest.mark.django_db
CREATE, EDIT, DELETE = audit_log.CREATE, audit_log.EDIT, audit_log.DELETE


@pytest.fixture
def person() -> User:
    return make_staff(LIBRARIAN, is_superuser=True)


@pytest.fixture
def staff_client(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def host() -> Any:
    return AllowedHost.objects.create(host="katalog.example", reason="Uji")


def synonym() -> Any:
    return Synonym.objects.create(said="bungkus", meant="kemasan")


def described() -> Any:
    return record_save(record=BibliographicRecord(), answers={"title": "Kopi"}, by=None)


def accession() -> Any:
    return accessions_assign(record=described(), count=1, by=None, form="copy")[0]


def refused_book() -> Any:
    return BookFactory(state="refused", problem="Rusak", published_at=None)


def announcement() -> Any:
    run, by = CourseRunFactory(), UserFactory(is_staff=True)
    return announcement_publish(run=run, title="Pindah", text="Ke Aula.", pinned=False, by=by, token=uuid.uuid4())


def archived() -> Any:
    return question_archive(question=question(course()), by=UserFactory())


def order() -> Any:
    return draft_order(by=UserFactory(), lines=0)


def a_film() -> ContentFile:
    return ContentFile(mp4(), name="a.mp4")


ADDED: dict[str, Callable[[], dict[str, Any]]] = {
    "host-diizinkan:add": lambda: {"host": "katalog.example", "port": "", "reason": "Uji"},
    "padanan-kata:add": lambda: {"said": "bungkus", "meant": "kemasan"},
    "berkas_media:add": lambda: {"title": "Salam", "file": a_film()},
    "pilih_video:create": lambda: {"title": "Salam", "file": a_film()},
    "buku:add": lambda: {"title": "Kopi", "language": "ind", "file": ContentFile(pdf_bytes("Halo"), name="buku.pdf")},
    "tajuk:add": lambda: {"kind": "subject", "preferred": "Kopi", "variants": ""},
    "katalogisasi:add": lambda: {"title": "Kopi"},
    "anggaran:add": lambda: {"year": localdate().year, "amount_idr": 5_000_000, "source": "APBD"},
    "pesanan:add": lambda: {"publisher": PublisherFactory().pk, "subject": "Buku kopi", "budget": "", "note": ""},
    "penerbit:add": lambda: {"name": "Balai Pustaka", "slug": "balai-pustaka"},
    "sumber-katalog:add": lambda: {"publisher": PublisherFactory().pk, "kind": "opds", "address": FEED, "every": 60},
    "usulan-buku:add": lambda: {"title": "Kopi Ijen"},
}
EDITED: dict[str, tuple[Callable[[], Any], dict[str, Any]]] = {
    "host-diizinkan:edit": (host, {"reason": "Lain"}),
    "padanan-kata:edit": (synonym, {"meant": "wadah"}),
    "berkas_media:edit": (a_video, {"title": "Lain"}),
    "buku:edit": (BookFactory, {"title": "Lain"}),
    "penawaran:edit": (lambda: offer_of(KOPI), {"title": "Lain"}),
    "buku-induk:edit": (accession, {"note": "Hibah"}),
    "tajuk:edit": (lambda: authority("Kopi", "Coffee"), {"note": "Lain"}),
    "katalogisasi:edit": (described, {"subtitle": "Lain"}),
    "anggaran:edit": (BudgetFactory, {"source": "Hibah"}),
    "pesanan:edit": (order, {"subject": "Lain"}),
    "penerbit:edit": (PublisherFactory, {"contact": "Bagian pemasaran"}),
    "sumber-katalog:edit": (SourceFactory, {"applies_directly": "on"}),
}
STEPS: dict[str, tuple[str, Callable[[], Any], dict[str, Any], str, bool]] = {
    "remove a host": ("host-diizinkan:delete", host, {}, DELETE, False),
    "remove a synonym": ("padanan-kata:delete", synonym, {}, DELETE, False),
    "delete an announcement": ("courses_announcement:delete", announcement, {}, DELETE, False),
    "archive a question": ("courses_question:archive", lambda: question(course()), {}, EDIT, False),
    "restore a question": ("courses_question:restore", archived, {}, EDIT, False),
    "cancel a run": ("courses_run:cancel", CourseRunFactory, {"reason": "Hujan"}, EDIT, True),
    "publish a book": ("buku:step publish", lambda: BookFactory(state="ready"), {}, "wagtail.publish", False),
    "withdraw a book": ("buku:step withdraw", BookFactory, {}, "wagtail.unpublish", False),
    "check a book again": (
        "buku:step check",
        refused_book,
        {},
        EDIT,
        False,
    ),
}


def address(route: str, row: Any) -> str:
    name, _, step = route.partition(" ")
    return reverse(name, kwargs={"pk": row.pk, "step": step}) if step else reverse(name, args=[row.pk])


class Since:
    """What both logs got after this moment."""

    def __init__(self) -> None:
        self.audit = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        self.log = ModelLogEntry.objects.aggregate(last=Max("pk"))["last"] or 0

    def pair(self) -> tuple[AuditEntry, ModelLogEntry]:
        logged = ModelLogEntry.objects.get(pk__gt=self.log)
        return self.rows().get(subject_kind=logged.content_type.model_class()._meta.label_lower), logged  # type: ignore[union-attr]

    def rows(self) -> Any:
        return AuditEntry.objects.filter(pk__gt=self.audit)


def assert_paired(since: Since, person: User, action: str, content_changed: bool) -> None:
    row, logged = since.pair()
    assert row.subject_id == logged.object_id
    assert row.actor_id == logged.user_id == person.pk
    assert (logged.action, logged.content_changed, logged.data) == (action, content_changed, {})


def filled_in(staff_client: Client, at: str) -> dict[str, Any]:
    """The form as a browser would send it back untouched."""
    form = staff_client.get(at).context["form"]
    sent = {name: form[name].value() for name in form.fields if name != "file"}
    return {name: value for name, value in sent.items() if value not in (None, False)}


@pytest.mark.parametrize("route", ADDED)
def test_a_new_row_is_written_to_both_logs(staff_client: Client, person: User, route: str) -> None:
    data, since = ADDED[route](), Since()
    assert staff_client.post(reverse(route), data).status_code in {200, 302}
    assert_paired(since, person, CREATE, True)


@pytest.mark.parametrize("route", EDITED)
def test_a_changed_row_is_written_to_both_logs(staff_client: Client, person: User, route: str) -> None:
    make, changes = EDITED[route]
    at = address(route, make())
    since = Since()
    assert staff_client.post(at, filled_in(staff_client, at) | changes).status_code == 302
    assert_paired(since, person, EDIT, True)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_written_to_both_logs_once(staff_client: Client, person: User, step: str) -> None:
    route, make, data, action, content_changed = STEPS[step]
    at = address(route, make())
    since = Since()
    for _ in range(2):
        staff_client.post(at, data)
    assert_paired(since, person, action, content_changed)


@pytest.mark.parametrize("route", EDITED)
def test_a_form_saved_unchanged_is_logged_as_such(staff_client: Client, person: User, route: str) -> None:
    at = address(route, EDITED[route][0]())
    since = Since()
    assert staff_client.post(at, filled_in(staff_client, at)).status_code == 302
    logged = ModelLogEntry.objects.get(pk__gt=since.log)
    assert (logged.action, logged.user_id, logged.content_changed) == (EDIT, person.pk, False)


def test_a_step_that_fails_after_its_audit_row_leaves_nothing_in_either_log(staff_client: Client) -> None:
    def fail(**kwargs: Any) -> None:
        assert since.pair(), "both are written by now"
        raise RuntimeError("the next step fails")

    run = CourseRunFactory()
    since = Since()
    run_cancelled.connect(fail, sender=CourseRun)
    try:
        with pytest.raises(RuntimeError, match="the next step"):
            staff_client.post(reverse("courses_run:cancel", args=[run.pk]), {"reason": "Hujan"})
    finally:
        run_cancelled.disconnect(fail, sender=CourseRun)
    assert not since.rows().exists()
    assert not ModelLogEntry.objects.filter(pk__gt=since.log).exists()
