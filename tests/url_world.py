"""People and objects for asking every address of the site, and the asking itself."""

import re
import time
import uuid
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from unittest import mock

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.home.services.site_setup import set_up
from cms.news.models import NewsIndexPage
from cms.standards.imports.records import read_standards
from cms.standards.models.service import Audience, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import UnitEditors
from cms.standards.services.seeding import seed_services
from core.audit.models import ProcessingEntry
from core.audit.services import audit_log
from core.fetching.models import AllowedHost
from core.files.models.site_media import SiteDocument
from core.imports.models import ImportRun
from core.jobs.models import Job
from core.messages.models import Notification
from core.pages.models import LegalBasis
from core.people import roles
from core.personal_data.encryption import encrypt_bytes
from core.search.models import MissedQuery, Synonym
from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage, Topic
from courses.demo.seed import seed
from courses.questions.models.question_import import QUESTIONS_KIND
from courses.runs.models.run import CourseRun
from courses.runs.services.announcements import announcement_publish
from elibrary.books.models import Book
from elibrary.catalogue.models.catalogue_import import CATALOGUE_KIND
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.slims_import import SLIMS_KIND
from elibrary.cataloguing.services.accessions import accessions_assign
from elibrary.deliveries.services.uploads import upload_create
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.services.documents import document_add
from elibrary.publishers.models import Publisher
from elibrary.sources.models import CatalogueSource
from elibrary.wishes.services.wishes import wish_make
from lms.attendance.models import Attendance
from lms.attendance.services import check_in
from lms.discussion.services.questions import question_ask
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.invitations.links import token_of
from lms.invitations.models import PEOPLE_KIND
from lms.invitations.services.invitations import invitation_create
from lms.opinions.services import evaluation_submit
from lms.privacy.models import EXPORT_LIFE, DataExport
from lms.privacy.services.erasure import erasure_request
from lms.privacy.services.export import export_request
from lms.profile.models.profile import DuplicateNik
from lms.profile.services.documents import document_upload
from lms.profile.services.profile import details_update
from lms.reminders.unsubscribe import unsubscribe_url
from lms.roster.models import RosterChange, RunMessage
from lms.users.models import User
from tests.factories.attendance import meeting
from tests.factories.catalogue import KOPI, PublisherFactory
from tests.factories.cataloguing import BibliographicFactory, authority
from tests.factories.courses import CourseRunFactory
from tests.factories.delivery import delivered, sent_order, token_for
from tests.factories.elibrary import BookFactory, BookPageFactory
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import ProfileFactory, UserFactory, make_staff
from tests.factories.media import a_video, video_block
from tests.factories.orders import BudgetFactory, draft_order, title_in
from tests.factories.post_test import attempted, post_test
from tests.factories.servicedesk import PageFeedbackFactory
from tests.factories.waiting import full_run, wait

# Which object stands for the ``pk`` of a route, by the beginning of its address.
_SUBJECTS = {
    "admin/bandingkan-keputusan/": "import_pk",
    "admin/berkas-peserta/": "document_pk",
    "admin/data-peserta/": "profile_pk",
    "admin/daftar-tunggu/": "waiting_pk",
    "admin/hapus-data/": "erasure_pk",
    "admin/host-diizinkan/": "allowed_host_pk",
    "admin/impor-peserta/": "people_import_pk",
    "admin/pelatihan/impor-pertanyaan/": "question_import_pk",
    "admin/undangan/": "invitation_pk",
    "admin/log-pemrosesan/": "processing_pk",
    "admin/nik-ganda/": "duplicate_pk",
    "admin/buku/": "draft_pk",
    "admin/penerbit/": "publisher_pk",
    "admin/penawaran/": "offer_pk",
    "admin/impor-katalog/": "catalogue_import_pk",
    "admin/kiriman/": "delivery_pk",
    "admin/pesanan/": "order_pk",
    "admin/anggaran/": "budget_pk",
    "admin/usulan-buku/": "wish_pk",
    "admin/sumber-katalog/": "source_pk",
    "admin/katalogisasi/": "record_pk",
    "admin/tajuk/": "authority_pk",
    "admin/buku-induk/": "accession_pk",
    "admin/impor-slims/": "slims_import_pk",
    "admin/groups/": "group_pk",
    "admin/jejak-audit/": "entry_pk",
    "admin/padanan-kata/": "synonym_pk",
    "admin/masukan/": "feedback_pk",
    "admin/pekerjaan/": "job_pk",
    "admin/berkas-media/": "media_pk",
    "admin/pilih-berkas/": "media_pk",
    "admin/pelatihan/evaluasi/": "form_pk",
    "admin/pelatihan/kehadiran/kelas/": "run_pk",
    "admin/pelatihan/kehadiran/pertemuan/": "session",
    "admin/pelatihan/kelas/": "run_pk",
    "admin/pelatihan/bank-pertanyaan/": "bank_question_pk",
    "admin/pelatihan/tes/": "test_pk",
    "admin/pelatihan/hasil-tes/": "run_pk",
    "admin/pelatihan/peserta/": "run_pk",
    "admin/pelatihan/sertifikat/": "certificate_pk",
    "admin/pelatihan/pengumuman/": "announcement_pk",
    "admin/pertanyaan/": "question_pk",
    "admin/pelatihan/topik/": "topic_pk",
    "admin/pemberitahuan/": "notification_pk",
    "admin/pencarian-tanpa-hasil/": "missed_query_pk",
    "admin/peninjauan/": "service_pk",
    "admin/sites/": "site_pk",
    "admin/snippets/cms/audience/": "audience_pk",
    "admin/snippets/choose/cms/audience/": "audience_pk",
    "admin/snippets/core/legalbasis/": "legal_basis_pk",
    "admin/snippets/choose/core/legalbasis/": "legal_basis_pk",
    "admin/users/": "participant_pk",
}
# The same for other names in routes; what is not here is the course page's number or a word that nothing is called.
_NAMES = {"run_id": "run", "lesson_id": "lesson", "media_id": "media", "slug": "book", "number": "one", "code": "code"}
_NAMES |= {"question_id": "question_pk"}
_NAMES |= {"kind": "kind", "purpose": "purpose", "export_id": "export"}
_NAMES |= {"message": "run_message_pk", "change": "roster_change_pk"}
_NAMES |= {"session_id": "session", "attempt_id": "attempt_pk"}
_NAMES |= {"line_id": "order_line_pk", "document_id": "order_document_pk", "wish_id": "wish_pk"}
_NAMES |= {"off_token": "off_token"}
_NAMES |= {"token": "token"}
_NAMES |= {"link_token": "link_token", "public_id": "upload"}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_EXAMPLES = [  # regular expressions in Wagtail's routes, and a text that fits
    (r"^pages/", "pages/"),
    (r"^documents/", "documents/"),
    (r"^images/", "images/"),
    (r"^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$", "{page_pk}/revisions/compare/live...latest/"),
    (
        r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        "{page_pk}/revisions/compare/live...latest/",  # the same, as Wagtail 8 writes it
    ),
    (r"^.*/$", "tidak-ada/"),
]


@dataclass
class World:
    """``things`` fills in the braces of addresses; ``people`` are by name, each role among them, None is a visitor."""

    people: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    sessions: dict[tuple[str, bool], str] = field(default_factory=dict)

    def address(self, template: str) -> str:
        return "/" + template.format_map(self.things)

    def ask(self, who: str, method: str, address: str, *, fresh: bool = True, checks_csrf: bool = False) -> int | str:
        """The status of the answer, or where it redirects to (no query string). Whatever was changed is taken back.

        ``fresh``: the person has given the password a second time a moment ago.
        """
        client = Client(raise_request_exception=False, enforce_csrf_checks=checks_csrf)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who, fresh]
        with transaction.atomic():
            response = client.generic(method, address, content_type="application/x-www-form-urlencoded")
            if response.streaming:  # read to the end, which closes the file; closing by hand would drop the connection
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return response.headers["Location"].partition("?")[0] if "Location" in response.headers else response.status_code


def _session_of(person: User | None, *, fresh: bool) -> str:
    """The key of a session in which ``person`` has logged in, as allauth writes it."""
    if person is None:
        return ""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    if fresh:
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return session.session_key


@contextmanager
def new_world() -> Iterator[World]:
    """Built in a transaction that is rolled back at the end."""
    with transaction.atomic():
        world = build()
        # A slow machine takes longer over the whole table than a password counts as given a moment ago.
        with _permissions_read_once(), override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=86_400):
            yield world
        transaction.set_rollback(True)


@contextmanager
def _permissions_read_once() -> Iterator[None]:
    """Nobody gets or loses a permission here: the tables are asked for those of a person once, not in each of ten thousand
    requests, each of which meets its user anew.
    """
    known: dict[tuple[int, str], frozenset[str]] = {}
    read = ModelBackend._get_permissions  # type: ignore[attr-defined]

    def remembered(backend: ModelBackend, user: User, obj: object, kind: str) -> Set[str]:
        if obj is not None or not user.is_active or user.is_anonymous:
            return read(backend, user, obj, kind)  # type: ignore[no-any-return]
        if (user.pk, kind) not in known:
            known[user.pk, kind] = frozenset(read(backend, user, obj, kind))
        return set(known[user.pk, kind])

    with mock.patch.object(ModelBackend, "_get_permissions", remembered):
        yield


def build() -> World:
    world = World()
    set_up()
    seed()
    service = _service(ServiceIndexPage.objects.get())
    owner, participant = (ProfileFactory().user for _ in range(2))
    world.people = {"visitor": None, "owner": owner, "participant": participant}
    world.people |= {role: make_staff(role) for role in roles.ROLES}
    world.people[roles.CONTENT_EDITOR].groups.add(UnitEditors.objects.get().group)  # type: ignore[union-attr]
    world.people["newcomer"] = make_staff(roles.ADMINISTRATOR, second_factor=False)
    world.people["elsewhere"] = make_staff(roles.TRAINER)
    world.things = {"one": "1", "participant_pk": str(participant.pk), **service}
    world.things |= {**_learning(owner), **_books(), **_desk(owner), **_files(), **_personal(owner)}
    world.things |= _roster(CourseRun.objects.get(pk=world.things["run_pk"]))
    world.things |= _talk(owner)
    world.things |= _invited(owner)
    world.things |= _orders(world.people[roles.LIBRARIAN], owner)
    CourseRun.objects.get(pk=world.things["run_pk"]).instructors.add(world.people[roles.TRAINER])
    CourseRunFactory().instructors.add(world.people["elsewhere"])
    world.sessions = {
        (name, fresh): _session_of(person, fresh=fresh) for name, person in world.people.items() for fresh in (True, False)
    }
    return world


def _learning(owner: User) -> dict[str, str]:
    """The owner has read the lessons of ``run``, was at its meeting, passed its test, and has a certificate."""
    run, done = CourseRunFactory.create_batch(2)
    video = a_video()
    lesson = LessonPage.objects.descendant_of(run.course).get()
    lesson.body = [video_block(video)]
    lesson.save()
    lessons_read(enrolment_create(user=owner, run=run))
    held = meeting(run)
    check_in(enrolment=owner.enrolments.get(), session=held, method=Attendance.Method.QR)
    test = post_test(run)
    passed = attempted(owner.enrolments.get(), right=4)
    completed = lessons_read(enrolment_create(user=owner, run=done))
    certificate: Any = evaluation_submit(enrolment=completed, answers=good_answers(completed))
    return {
        "run": str(run.public_id),
        "session": str(held.pk),
        "test_pk": str(test.pk),
        "bank_question_pk": str(test.course.questions.first().pk),
        "attempt_pk": str(passed.pk),
        "enrolment_pk": str(passed.enrolment_id),
        "other_session": str(meeting(done).pk),
        "done": str(done.public_id),
        "lesson": str(lesson.pk),
        "media": str(video.public_id),
        "media_pk": str(video.pk),
        "other_run_pk": str(done.pk),
        "topic_pk": str(Topic.objects.create(name="Topik uji").pk),
        "code": certificate.code,
        "off_token": unsubscribe_url(owner.pk).rsplit("/", 2)[1],
        "run_pk": str(run.pk),
        "form_pk": str(run.evaluation_form_id),
        "certificate_pk": str(certificate.pk),
        "waiting_pk": str(wait(full_run()).pk),
        "page_pk": str(run.course_id),
        "index_pk": str(run.course.get_parent().pk),
        "course": _path(run.course),
        "unpublished": _path(_unpublished(run.course)),
    }


def _roster(run: CourseRun) -> dict[str, str]:
    message = RunMessage.objects.create(run=run, subject="Kabar", text="Isi")
    change = RosterChange.objects.create(run=run, kind=RosterChange.Kind.TAKE_OUT, reason="Sebab")
    return {"run_message_pk": str(message.pk), "roster_change_pk": str(change.pk)}


def _talk(owner: User) -> dict[str, str]:
    """Something is announced in the class that the owner is in, and the owner has asked something there."""
    enrolment = Enrolment.objects.get(user=owner, state=Enrolment.State.ENROLLED)
    words = {"title": "Bawa ponsel", "text": "Isi daya dulu.", "pinned": False}
    announcement = announcement_publish(run=enrolment.run, by=owner, token=uuid.uuid4(), **words)
    question = question_ask(enrolment=enrolment, lesson=None, text="Apa?", token=uuid.uuid4())
    return {"announcement_pk": str(announcement.pk), "question_pk": str(question.pk)}


def _personal(owner: User) -> dict[str, str]:
    """The owner has handed in a letter and has a copy of the data; two others share a NIK, one of whom wants to go."""
    letter = ContentFile(b"%PDF-1.7", "surat.pdf")
    first, second = ProfileFactory.create_batch(2)
    for person in (first.user, second.user):
        details_update(user=person, answers={"nik": "3578011708900001"})
    export = export_request(user=owner)
    export.file.save("salinan.zip", ContentFile(encrypt_bytes(b"PK")), save=False)
    export.state, export.expires_at = DataExport.State.READY, timezone.now() + EXPORT_LIFE
    export.save()
    subjects = {
        "document": document_upload(user=owner, kind="letter", file=letter),
        "profile": first,
        "duplicate": DuplicateNik.objects.get(),
        "erasure": erasure_request(user=second.user),
        "processing": ProcessingEntry.objects.latest("pk"),
    }
    things = {f"{name}_pk": str(subject.pk) for name, subject in subjects.items()}
    return {**things, "kind": "letter", "purpose": "class_data", "export": str(export.public_id)}


def _unpublished(course: CoursePage) -> CoursePage:
    copy = course.copy(update_attrs={"title": "Rencana", "slug": "rencana"}, keep_live=False)
    return copy.specific


def _path(page: Page) -> str:
    return page.get_url_parts()[2].lstrip("/")


def _books() -> dict[str, str]:
    """``book`` is published; ``draft`` has been checked and waits."""
    book, draft = BookFactory(slug="terbit"), BookFactory(slug="belum-terbit", state="ready", published_at=None)
    for each in (book, draft):
        BookPageFactory(book=each)
    books = {"book": book.slug, "draft": draft.slug, "book_pk": str(book.pk), "draft_pk": str(draft.pk)}
    return books | _catalogue()


def _catalogue() -> dict[str, str]:
    """One offer, and a catalogue that was checked."""
    publisher = PublisherFactory(slug="balai-pustaka")
    options = {"publisher": publisher.slug, "format": "auto"}
    run = ImportRun.objects.create(kind=CATALOGUE_KIND, file_name="k.csv", sha256="2", state="checked", options=options)
    offer = Offer.objects.create(publisher=publisher, reference="K-1", title="Kopi", record=KOPI.as_json())
    things = {"publisher_pk": str(publisher.pk), "offer_pk": str(offer.pk), "catalogue_import_pk": str(run.pk)}
    things["source_pk"] = str(CatalogueSource.objects.create(publisher=publisher, kind="folder").pk)
    return things | _own_catalogue(offer) | _deliveries(publisher)


def _own_catalogue(offer: Offer) -> dict[str, str]:
    """One description stands for the offer and for the published book."""
    record = BibliographicFactory(offer=offer, book=Book.objects.get(slug="terbit"))
    (item,) = accessions_assign(record=record, count=1, by=None)
    run = ImportRun.objects.create(kind=SLIMS_KIND, file_name="s.csv", sha256="3", state="checked")
    return {
        "record_pk": str(record.pk),
        "authority_pk": str(authority("Kopi").pk),
        "accession_pk": str(item.pk),
        "slims_import_pk": str(run.pk),
    }


def _deliveries(publisher: Publisher) -> dict[str, str]:
    """The publisher has the link of an order and has sent one file and begun another; a file for another order fits."""
    order = sent_order(publisher=publisher)
    token = token_for(order)
    upload = upload_create(order=order, name="kopi.pdf", size=1000, link=order.delivery_links.get())
    delivery = delivered(order)
    line = sent_order(publisher=publisher).lines.get()
    matched = delivered(line.order, b"%PDF-1.7 cocok", line=line, state="matched", problem="", advice="")
    return {
        "matched_delivery_pk": str(matched.pk),
        "link_token": token,
        "upload": str(upload.public_id),
        "delivery_pk": str(delivery.pk),
        "sent_order_pk": str(order.pk),
    }


def _orders(librarian: Any, owner: User) -> dict[str, str]:
    """A draft of one line with a paper, this year's budget, and what the owner wishes for."""
    budget = BudgetFactory(year=timezone.localdate().year)
    order = draft_order(by=librarian, lines=1)
    paper = document_add(order=order, kind="quotation", file=ContentFile(b"%PDF-1.7", "penawaran.pdf"), by=librarian)
    wish = wish_make(by=owner, title="Kopi Ijen")
    titles = {name: title_in("print", title=f"Kopi {name}", by=librarian).slug for name in ("title", "title_gone")}
    OrderLine.objects.filter(offer__bibliographic__slug=titles["title_gone"]).update(delivered_at=None)
    subjects = {"budget": budget, "order": order, "order_line": order.lines.get(), "order_document": paper, "wish": wish}
    return titles | {f"{name}_pk": str(subject.pk) for name, subject in subjects.items()}


def _invited(owner: User) -> dict[str, str]:
    """Somebody who has not said yes yet, and the file in which they came."""
    run = ImportRun.objects.create(kind=PEOPLE_KIND, file_name="p.xlsx", sha256="1", state="checked", uploaded_by=owner)
    questions = ImportRun.objects.create(kind=QUESTIONS_KIND, file_name="q.xlsx", sha256="2", state="checked")
    user = User.objects.create_user("diundang@example.id", None, full_name="Diundang", is_active=False)
    invitation = invitation_create(user=user, by=owner, import_run=run)
    token = token_of(invitation)
    people = {"people_import_pk": str(run.pk), "invitation_pk": str(invitation.pk), "token": token}
    return {**people, "question_import_pk": str(questions.pk)}


def _desk(owner: User) -> dict[str, str]:
    job = Job.objects.create(kind="core.send_notification", subject="notification:1", state=Job.State.FAILED)
    message = {"key": "k", "category": "akun", "address": "a@example.id", "subject": "S", "body_text": "I"}
    subjects = {
        "job": job,
        "notification": Notification.objects.create(state=Notification.State.UNCERTAIN, **message),
        "entry": audit_log.record(actor=owner, action="core.test", subject=job),
        "legal_basis": LegalBasis.objects.create(kind=LegalBasis.Kind.UU, number="999", year=1992, title="Contoh"),
        "audience": Audience.objects.create(name="Kelompok lain"),
        "import": ImportRun.objects.create(
            kind="cms.standards", file_name="s.json", sha256="0", state="checked", uploaded_by=owner
        ),
        "synonym": Synonym.objects.create(said="bungkus", meant="kemasan"),
        "missed_query": MissedQuery.objects.create(term="paspor", day=date(2026, 11, 24)),
        "allowed_host": AllowedHost.objects.create(host="katalog.example", reason="Uji"),
        "group": owner.groups.model.objects.get(name=roles.TRAINER),
        "site": Site.objects.get(is_default_site=True),
        "feedback": PageFeedbackFactory(page=NewsIndexPage.objects.get()),
        "superuser": UserFactory(is_superuser=True),
    }
    return {f"{name}_pk": str(subject.pk) for name, subject in subjects.items()}


def _service(index: ServiceIndexPage) -> dict[str, str]:
    """One published service standard, in the one work unit there is. It asks for a letter, so it offers one."""
    standards = read_standards()
    one = tuple(standard for standard in standards.standards if standard.key == "bimbingan-dan-konsultasi")
    seed_services(standards=replace(standards, standards=one), index=index)
    service = ServicePage.objects.get()
    return {"service": _path(service), "service_pk": str(service.pk)}


def _files() -> dict[str, str]:
    """``document`` is for everybody, ``inner_document`` for whoever has logged in."""
    inner = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    everybodys, inner_one = (
        SiteDocument.objects.create(title=name, file=ContentFile(b"%PDF-1.7", f"{name}.pdf"), **fields)
        for name, fields in (("terbuka", {}), ("intern", {"collection": inner}))
    )
    return {name: f"{each.pk}/{each.filename}" for name, each in (("document", everybodys), ("inner_document", inner_one))}


def all_routes() -> list[str]:
    """Every route as the resolver spells it, without those that an earlier one with the same spelling hides."""
    return list(dict.fromkeys(_walk(get_resolver(), "")))


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        else:
            yield route


def template_of(route: str) -> str:
    """The route with a name of ``World.things``, in braces, for each parameter."""
    for expression, example in _EXAMPLES:
        route = route.replace(expression, example)
    subject = next((thing for start, thing in _SUBJECTS.items() if route.startswith(start)), "page_pk")
    return _PARAMETER.sub(lambda found: _stand_in(found[1], found[2], subject), route)


def _stand_in(converter: str | None, name: str, subject: str) -> str:
    if name in _NAMES:
        return "{" + _NAMES[name] + "}"
    return "{" + subject + "}" if converter in {"int", "uuid"} or name == "pk" else "kata"
