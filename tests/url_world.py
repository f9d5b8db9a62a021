"""People and objects for asking every address of the site, and the asking itself."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.models import Audience
from cms.services.site_tree import build_site_tree
from core import roles
from core.models import Job, LegalBasis, Notification, SiteDocument
from core.services import audit
from courses import demo
from courses.models import CoursePage, LessonPage
from lms.models import User
from lms.services.enrolment import enrolment_create
from lms.services.evaluation import evaluation_submit
from tests.factories.courses import CourseRunFactory
from tests.factories.elibrary import BookFactory, BookPageFactory
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import ProfileFactory, UserFactory, make_staff

# Which object stands for the ``pk`` of a route, by the beginning of its address.
_SUBJECTS = {
    "admin/buku/": "draft_pk",
    "admin/groups/": "group_pk",
    "admin/jejak-audit/": "entry_pk",
    "admin/pekerjaan/": "job_pk",
    "admin/pelatihan/evaluasi/": "form_pk",
    "admin/pelatihan/kelas/": "run_pk",
    "admin/pelatihan/sertifikat/": "certificate_pk",
    "admin/pemberitahuan/": "notification_pk",
    "admin/sites/": "site_pk",
    "admin/snippets/cms/audience/": "audience_pk",
    "admin/snippets/choose/cms/audience/": "audience_pk",
    "admin/snippets/core/legalbasis/": "legal_basis_pk",
    "admin/snippets/choose/core/legalbasis/": "legal_basis_pk",
    "admin/users/": "participant_pk",
}
# The same for other names in routes; what is not here is the course page's number or a word that nothing is called.
_NAMES = {"run_id": "run", "lesson_id": "lesson", "slug": "book", "number": "one", "code": "code"}
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
        yield _build()
        transaction.set_rollback(True)


def _build() -> World:
    world = World()
    build_site_tree()
    demo.seed()
    owner, participant = (ProfileFactory().user for _ in range(2))
    world.people = {"visitor": None, "owner": owner, "participant": participant}
    world.people |= {role: make_staff(role) for role in roles.ROLES}
    world.people["newcomer"] = make_staff(roles.ADMINISTRATOR, second_factor=False)
    world.things = {"one": "1", "participant_pk": str(participant.pk)}
    world.things |= {**_learning(owner), **_books(), **_desk(owner), **_files()}
    world.sessions = {
        (name, fresh): _session_of(person, fresh=fresh) for name, person in world.people.items() for fresh in (True, False)
    }
    return world


def _learning(owner: User) -> dict[str, str]:
    """The owner has read all lessons of ``run`` and has the certificate of ``done``."""
    run, done = CourseRunFactory.create_batch(2)
    lessons_read(enrolment_create(user=owner, run=run))
    completed = lessons_read(enrolment_create(user=owner, run=done))
    certificate: Any = evaluation_submit(enrolment=completed, answers=good_answers(completed))
    return {
        "run": str(run.public_id),
        "done": str(done.public_id),
        "lesson": str(LessonPage.objects.descendant_of(run.course).get().pk),
        "code": certificate.code,
        "run_pk": str(run.pk),
        "form_pk": str(run.evaluation_form_id),
        "certificate_pk": str(certificate.pk),
        "page_pk": str(run.course_id),
        "course": _path(run.course),
        "unpublished": _path(_unpublished(run.course)),
    }


def _unpublished(course: CoursePage) -> CoursePage:
    copy = course.copy(update_attrs={"title": "Rencana", "slug": "rencana"}, keep_live=False)
    return copy.specific


def _path(page: CoursePage) -> str:
    return page.get_url_parts()[2].lstrip("/")


def _books() -> dict[str, str]:
    """``book`` is published; ``draft`` has been checked and waits."""
    book, draft = BookFactory(slug="terbit"), BookFactory(slug="belum-terbit", state="ready", published_at=None)
    for each in (book, draft):
        BookPageFactory(book=each)
    return {"book": book.slug, "draft": draft.slug, "book_pk": str(book.pk), "draft_pk": str(draft.pk)}


def _desk(owner: User) -> dict[str, str]:
    job = Job.objects.create(kind="core.send_notification", subject="notification:1", state=Job.State.FAILED)
    message = {"key": "k", "category": "akun", "address": "a@example.id", "subject": "S", "body_text": "I"}
    subjects = {
        "job": job,
        "notification": Notification.objects.create(state=Notification.State.UNCERTAIN, **message),
        "entry": audit.record(actor=owner, action="core.test", subject=job),
        "legal_basis": LegalBasis.objects.create(kind=LegalBasis.Kind.UU, number="25", year=1992, title="Perkoperasian"),
        "audience": Audience.objects.create(name="Koperasi"),
        "group": owner.groups.model.objects.get(name=roles.TRAINER),
        "site": Site.objects.get(is_default_site=True),
        "superuser": UserFactory(is_superuser=True),
    }
    return {f"{name}_pk": str(subject.pk) for name, subject in subjects.items()}


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
