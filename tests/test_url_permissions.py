"""Every address of the site and who may do what there: one table. An address that is not in it fails.

Addresses below /admin/ have one rule for everybody who isn't staff (``at_the_door``): a visitor is asked to log in, a
participant finds nothing, staff without a second factor are sent to set one up. ``/gaya/``, the style guide, has no row: the
address exists in development (DEBUG) only.
"""

# ruff: noqa: E501 - one line a route

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from core import roles
from tests.url_world import World, all_routes, new_world, template_of

pytestmark = pytest.mark.django_db

Outcome = int | str  # a status, or the address of a redirect
LOGIN = "/akun/masuk/"
SET_UP = "/akun/keamanan/pasang/"  # the second factor
AGAIN = "/akun/konfirmasi-ulang/"  # the password once more; people with a second factor are then asked for that
AGAIN_2 = "/akun/keamanan/konfirmasi-ulang/"
NO = "/admin/"  # Wagtail's refusal: back to the front of the admin with a sentence
ROLES = (EDITOR, APPROVER, ANALYST, TRAINER, LIBRARIAN, ADMIN) = roles.ROLES
NEWCOMER = "newcomer"  # staff without a second factor
VISITOR, PARTICIPANT, OWNER = "visitor", "participant", "owner"
LOGGED_IN = (PARTICIPANT, OWNER, *ROLES, NEWCOMER)


@dataclass(frozen=True)
class Row:
    """One route outside the admin. ``owner`` is the participant whom the class, the certificate … belong to.

    ``at``: the address when the route's usual example won't do. ``but``: people who are not like their column.
    ``post``: what POST brings to those who get an answer to GET, while others are refused alike; 405 for everybody who has
    logged in where nothing is written. ``post_but``: exceptions. ``again``: first asks for the password again.
    """

    route: str
    visitor: Outcome
    participant: Outcome
    owner: Outcome
    staff: Outcome
    post: Outcome = 405
    at: str | None = None
    but: dict[str, Outcome] = field(default_factory=dict)
    post_but: dict[str, Outcome] = field(default_factory=dict)
    again: bool = False

    def outcomes(self) -> dict[str, Outcome]:
        staff = dict.fromkeys((*ROLES, NEWCOMER), self.staff)
        return {VISITOR: self.visitor, PARTICIPANT: self.participant, OWNER: self.owner, **staff, **self.but}

    def outcomes_of_post(self) -> dict[str, Outcome]:
        if self.post == 405:
            return {who: outcome if outcome == LOGIN else 405 for who, outcome in self.outcomes().items()}
        outcomes = {who: self.post if outcome == 200 else outcome for who, outcome in self.outcomes().items()}
        return outcomes | self.post_but


@dataclass(frozen=True)
class Desk:
    """One route of our own below /admin/, for the six roles."""

    route: str
    editor: Outcome
    approver: Outcome
    analyst: Outcome
    trainer: Outcome
    librarian: Outcome
    admin: Outcome
    post: Outcome = 405
    at: str | None = None

    def outcomes(self) -> dict[str, Outcome]:
        by_role = (self.editor, self.approver, self.analyst, self.trainer, self.librarian, self.admin)
        return {**at_the_door(), **dict(zip(ROLES, by_role, strict=True))}

    def outcomes_of_post(self) -> dict[str, Outcome]:
        return {who: self.post if outcome in {200, 405} else outcome for who, outcome in self.outcomes().items()}


@dataclass(frozen=True)
class Rule:
    """All routes of somebody else's that begin so. Roles in ``may`` enter at ``door`` (None: there is none to GET)."""

    prefix: str
    may: tuple[str, ...]
    door: str | None = ""
    visitor: Outcome = LOGIN


def at_the_door() -> dict[str, Outcome]:
    return {VISITOR: LOGIN, PARTICIPANT: 404, NEWCOMER: SET_UP}


# fmt: off
PUBLIC = [
    # route                                             visitor participant owner staff
    Row("healthz",                                          200,  200,  200,  200),
    Row("readyz",                                           200,  200,  200,  200),
    Row("cari/",                                            200,  200,  200,  200),
    Row("pengaduan/",                                       200,  200,  200,  200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="layanan/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="{course}", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               404,  404,  404,  404, at="{unpublished}", post=404),
    Row("perpustakaan/",                                    200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/",                        200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/cari/",                   200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/halaman/",                *["/perpustakaan/{book}/"] * 4),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/",   200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", 200, 200, 200, 200),
    # a book that isn't published
    Row("perpustakaan/<slug:slug>/",                        404,  404,  404,  404, at="perpustakaan/{draft}/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/cari/",                   404,  404,  404,  404, at="perpustakaan/{draft}/cari/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/halaman/",                404,  404,  404,  404, at="perpustakaan/{draft}/halaman/", but={LIBRARIAN: "/perpustakaan/{draft}/"}),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/",   404,  404,  404,  404, at="perpustakaan/{draft}/halaman/1/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", 404, 404, 404, 404, at="perpustakaan/{draft}/halaman/1/gambar", but={LIBRARIAN: 200}),
    Row("sertifikat/",                                      200,  200,  200,  200),
    Row("sertifikat/<str:code>/",                           200,  200,  200,  200),
    Row("sertifikat/<str:code>/",                           404,  404,  404,  404, at="sertifikat/SJW-2222-2222-2222/"),
    Row(r"dokumen/^(\d+)/(.*)$",                            200,  200,  200,  200, at="dokumen/{document}", post=200),
    Row(r"dokumen/^(\d+)/(.*)$",                   "/_util/login/",  200,  200,  200, at="dokumen/{inner_document}", post=200),
    Row("dokumen/authenticate_with_password/<int:restriction_id>/", 404, 404, 404, 404, at="dokumen/authenticate_with_password/999/", post=404),
    Row("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", 404, 404, 404, 404, at="_util/authenticate_with_password/999/{page_pk}/", post=404),
    Row("_util/login/",                                     LOGIN, LOGIN, LOGIN, LOGIN),
]
ACCOUNT = [
    Row("akun/",                                            LOGIN, 200,  200,  200),
    Row("akun/profil/",                                     LOGIN, 200,  200,  200, post=200),
    Row("akun/daftar/",                                     200, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/masuk/",                                      200, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/keluar/",                                     "/",   200,  200,  200, post="/"),
    Row("akun/nonaktif/",                                   200,  200,  200,  200),
    Row("akun/konfirmasi/",                                 LOGIN, *["/akun/email/"] * 3, post="/akun/email/"),
    Row("akun/email/",                                      LOGIN, 200,  200,  200, post="/akun/email/"),
    Row("akun/konfirmasi-ulang/",                           LOGIN, 200,  200,  200, post=200),
    Row("akun/kata-sandi/",                                 LOGIN, 200,  200,  200, post=200),
    Row("akun/kata-sandi/buat/",                            LOGIN, *["/akun/kata-sandi/"] * 3, post="/akun/kata-sandi/"),
    Row("akun/lupa-kata-sandi/",                            200,  200,  200,  200, post=200),
    Row("akun/lupa-kata-sandi/kode/",                       *[LOGIN] * 4),
    Row("akun/lupa-kata-sandi/baru/",                       *["/akun/lupa-kata-sandi/"] * 4, post=200),
    Row("akun/lupa-kata-sandi/selesai/",                    200,  200,  200,  200),
    Row("akun/keamanan/",                                   LOGIN, 200,  200,  200),
    Row("akun/keamanan/masuk/",                             LOGIN, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/keamanan/konfirmasi-ulang/",                  LOGIN, AGAIN, AGAIN, 200, but={NEWCOMER: AGAIN}, post=200),
    Row("akun/keamanan/pasang/",                            LOGIN, 200,  200,  "/akun/keamanan/matikan/", but={NEWCOMER: 200}, post=200, again=True),
    Row("akun/keamanan/matikan/",                           LOGIN, 404,  404,  200, but={NEWCOMER: 404}, post="/akun/keamanan/", again=True),
    Row("akun/keamanan/cadangan/",                          LOGIN, 404,  404,  404),
    Row("akun/keamanan/cadangan/baru/",                     LOGIN, 200,  200,  200,  post="/akun/keamanan/cadangan/", post_but={PARTICIPANT: 200, OWNER: 200, NEWCOMER: 200}, again=True),
    Row("akun/keamanan/cadangan/unduh/",                    LOGIN, 404,  404,  404,  post=404),
]
CLASSES = [
    Row("kelas/",                                           LOGIN, 200,  200,  200),
    Row("kelas/ikut/<uuid:run_id>/",                        LOGIN, 200, "/kelas/{run}/", 200, post="/kelas/{run}/"),
    Row("kelas/<uuid:run_id>/",                             LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/keluar/",                      LOGIN, 404,  200,  404, post="/kelas/"),
    Row("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/",   LOGIN, 404,  200,  404, post="/kelas/{run}/evaluasi/"),
    Row("kelas/<uuid:run_id>/evaluasi/",                    LOGIN, 404,  200,  404, post=200),
    Row("kelas/<uuid:run_id>/selesai/",                     LOGIN, 404,  200,  404, at="kelas/{done}/selesai/"),
    Row("kelas/<uuid:run_id>/sertifikat.pdf",               LOGIN, 404,  200,  404, at="kelas/{done}/sertifikat.pdf"),
    Row("kelas/<uuid:run_id>/sertifikat.pdf",               LOGIN, 404,  404,  404),  # not earned yet
]
DESK = [
    # route                                             editor approver analyst trainer librarian admin
    Desk("admin/",                                          200,  200,  200,  200,  200,  200),
    Desk("admin/account/",                                  200,  200,  200,  200,  200,  200, post=200),
    # service standards
    Desk("admin/snippets/",                                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/snippets/core/legalbasis/",                 200,  200,  NO,   NO,   NO,   200),
    Desk("admin/snippets/core/legalbasis/add/",             200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/core/legalbasis/edit/<int:pk>/",   200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/core/legalbasis/delete/<int:pk>/", NO,   200,  NO,   NO,   NO,   NO,  post="/admin/snippets/core/legalbasis/"),
    Desk("admin/snippets/cms/audience/",                    200,  200,  NO,   NO,   NO,   200),
    Desk("admin/snippets/cms/audience/add/",                200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/cms/audience/edit/<int:pk>/",      200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/cms/audience/delete/<int:pk>/",    NO,   200,  NO,   NO,   NO,   NO,  post="/admin/snippets/cms/audience/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/", NO, NO,   NO,   NO,   NO,   "/admin/settings/cms/officecontact/{site_pk}/", at="admin/settings/cms/officecontact/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/", NO, NO, NO, NO, NO, 200, at="admin/settings/cms/officecontact/{site_pk}/", post="/admin/settings/cms/officecontact/{site_pk}/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/", NO, NO, NO, NO, NO, 404, at="admin/settings/cms/officecontact/{site_pk}/preview/"),
    # monitoring: nobody writes here
    Desk("admin/pekerjaan/",                                NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pekerjaan/new/",                            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/edit/<uuid:pk>/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/delete/<uuid:pk>/",               NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/inspect/<uuid:pk>/",              NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pekerjaan/retry/<uuid:pk>/",                NO,   NO,   NO,   NO,   NO,   200, post="/admin/pekerjaan/inspect/{job_pk}/"),
    Desk("admin/pemberitahuan/",                            NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pemberitahuan/new/",                        NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/edit/<int:pk>/",              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/delete/<int:pk>/",            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/inspect/<int:pk>/",           NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pemberitahuan/resend/<int:pk>/",            NO,   NO,   NO,   NO,   NO,   200, post="/admin/pemberitahuan/inspect/{notification_pk}/"),
    Desk("admin/jejak-audit/",                              NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/jejak-audit/new/",                          NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/edit/<int:pk>/",                NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/delete/<int:pk>/",              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/inspect/<int:pk>/",             NO,   NO,   NO,   NO,   NO,   200),
    # library
    Desk("admin/buku/",                                     NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/buku/new/",                                 NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku/edit/<int:pk>/",                       NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku/delete/<int:pk>/",                     NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/buku/inspect/<int:pk>/",                    NO,   NO,   NO,   NO,   200,  NO),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/publish/{draft_pk}/", post="/admin/buku/inspect/{draft_pk}/"),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/withdraw/{book_pk}/", post="/admin/buku/inspect/{book_pk}/"),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/check/{draft_pk}/", post="/admin/buku/inspect/{draft_pk}/"),
    # learning
    Desk("admin/pelatihan/kelas/",                          NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/kelas/new/",                      NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/kelas/edit/<int:pk>/",            NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/kelas/delete/<int:pk>/",          NO,   NO,   200,  NO,   NO,   200, post="/admin/pelatihan/kelas/"),
    Desk("admin/pelatihan/kelas/inspect/<int:pk>/",         NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/evaluasi/",                       NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/evaluasi/new/",                   NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/evaluasi/edit/<int:pk>/",         NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/evaluasi/delete/<int:pk>/",       NO,   NO,   200,  NO,   NO,   200, post=NO),  # it is in use
    Desk("admin/pelatihan/sertifikat/",                     NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/pelatihan/sertifikat/new/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pelatihan/sertifikat/edit/<int:pk>/",       NO,   NO,   200,  NO,   NO,   200, post=200),  # = withdraw it
    Desk("admin/pelatihan/sertifikat/delete/<int:pk>/",     NO,   NO,   NO,   NO,   NO,   NO),
    # people
    Desk("admin/users/",                                    NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/users/new/",                                NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/users/edit/<int:pk>/",                      NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/users/edit/<int:pk>/",                      NO,   NO,   NO,   NO,   NO,   NO,  at="admin/users/edit/{superuser_pk}/"),
    Desk("admin/users/delete/<int:pk>/",                    NO,   NO,   NO,   NO,   NO,   NO),
]
DOORS = [  # below /admin/, but open to those who leave
    Row("admin/login/",                                     *[LOGIN] * 4),
    Row("admin/logout/",                                    "/",   200,  200,  200, post="/"),
]
# fmt: on

# Our listings: their result fragments are open as the list is, the history and use of an object as its edit screen is.
VIEWSETS = [
    "admin/snippets/core/legalbasis/",
    "admin/snippets/cms/audience/",
    "admin/pekerjaan/",
    "admin/pemberitahuan/",
    "admin/jejak-audit/",
    "admin/buku/",
    "admin/pelatihan/kelas/",
    "admin/pelatihan/evaluasi/",
    "admin/pelatihan/sertifikat/",
    "admin/users/",
]
LIKE = {"results": "", "history": "edit", "history-results": "edit", "usage": "edit", "copy": "edit"}

WRITES_PAGES = (EDITOR, APPROVER, ANALYST, TRAINER, ADMIN)
WRITES_SERVICES = (EDITOR, APPROVER)
UNLOCKS = (APPROVER, ADMIN)
NOBODY: tuple[str, ...] = ()
RULES = [  # what Wagtail brings along
    Rule("admin/test404/", ROLES),
    Rule("admin/failwhale/", NOBODY, door=None),  # Wagtail's drill for error reports: fails on purpose, for staff only
    Rule("admin/api/main/", ROLES, door="admin/api/main/pages/"),
    Rule("admin/pages/", WRITES_PAGES),
    Rule("admin/bulk/", ROLES, door=None),
    Rule("admin/choose-", ROLES, door="admin/choose-page/"),
    Rule("admin/tag-autocomplete/", ROLES),
    Rule("admin/collections/", NOBODY),
    Rule("admin/workflows/", NOBODY, door="admin/workflows/list/"),
    Rule("admin/reports/locked/", UNLOCKS),
    Rule("admin/reports/workflow", WRITES_PAGES, door="admin/reports/workflow/"),
    Rule("admin/reports/site-history/", ROLES),
    Rule("admin/reports/aging-pages/", WRITES_PAGES),
    Rule("admin/reports/page-types-usage/", WRITES_PAGES),
    Rule("admin/dismissibles/", ROLES),
    Rule("admin/editing-sessions/", ROLES, door=None),
    Rule("admin/block-preview/", ROLES, door=None),
    Rule("admin/forms/", WRITES_PAGES),
    Rule("admin/redirects/", NOBODY),
    Rule("admin/searchpicks/", NOBODY),
    Rule("admin/styleguide/", ROLES),
    Rule("admin/embeds/", ROLES, door="admin/embeds/chooser/"),
    Rule("admin/snippets/choose/core/legalbasis/", ROLES),
    Rule("admin/snippets/choose/cms/audience/", ROLES),
    Rule("admin/documents/", WRITES_SERVICES),
    Rule("admin/images/", WRITES_SERVICES),
    Rule("admin/sites/", NOBODY),
    Rule("admin/groups/", (ADMIN,)),
    Rule("admin/sprite/", ROLES, visitor=200),
    Rule("admin/jsi18n/", ROLES, visitor=200),
    Rule("admin/password_reset/", NOBODY, door=None, visitor=404),  # switched off: people use /akun/lupa-kata-sandi/
    Rule("admin/^.*/$", NOBODY, door=None, visitor="/admin/login/"),
]

OWN = [*PUBLIC, *ACCOUNT, *CLASSES, *DESK, *DOORS]
ROUTES = all_routes()


def _rules_for(route: str) -> list[Rule]:
    return [rule for rule in RULES if route.startswith(rule.prefix)]


def _mechanical(route: str) -> Desk | None:
    """The row of a listing's mechanical rest, made from the row that it is like."""
    for viewset in VIEWSETS:
        action, slash, rest = route.removeprefix(viewset).partition("/")
        if route.startswith(viewset) and slash and action in LIKE:
            like = f"{viewset}{LIKE[action]}/{rest}" if LIKE[action] else viewset
            row = next(row for row in DESK if row.route == like)
            return replace(row, route=route, post=row.post if action == "copy" else 405)
    return None


LISTED = {row.route for row in OWN}
MECHANICAL = [row for route in ROUTES if route not in LISTED and (row := _mechanical(route)) is not None]
FOREIGN = [route for route in ROUTES if route not in LISTED and _mechanical(route) is None]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    logging.disable(logging.WARNING)  # a line for every refusal
    with django_db_blocker.unblock(), new_world() as built:  # type: ignore[attr-defined]
        yield built
    logging.disable(logging.NOTSET)


def _differences(found: dict[str, Outcome], expected: dict[str, Outcome]) -> list[str]:
    return [f"{who}: {found[who]}, not {outcome}" for who, outcome in expected.items() if found[who] != outcome]


def _address(world: World, row: Row | Desk) -> str:
    return world.address(template_of(row.route) if row.at is None else row.at)


def _name(row: Row | Desk | Rule) -> str:
    return row.prefix if isinstance(row, Rule) else row.at or row.route


def test_every_address_is_in_the_table_once() -> None:
    wrong = [f"{route}: {len(_rules_for(route))} rules" for route in FOREIGN if len(_rules_for(route)) != 1]
    assert not wrong, "routes without a row:\n" + "\n".join(wrong)


def test_the_table_names_no_address_that_is_gone() -> None:
    gone = [_name(row) for row in OWN if row.route not in ROUTES]
    gone += [rule.prefix for rule in RULES if not any(route.startswith(rule.prefix) for route in FOREIGN)]
    assert not gone, "rows without a route:\n" + "\n".join(gone)
    assert len({(row.route, row.at) for row in OWN}) == len(OWN)


@pytest.mark.parametrize("row", [*OWN, *MECHANICAL], ids=_name)
def test_who_may_read(world: World, row: Row | Desk) -> None:
    address = _address(world, row)
    expected = {who: _filled(world, outcome) for who, outcome in row.outcomes().items()}
    found = {who: world.ask(who, "GET", address) for who in expected}
    assert not _differences(found, expected), f"GET {address}"


@pytest.mark.parametrize("row", [*OWN, *MECHANICAL], ids=_name)
def test_who_may_write(world: World, row: Row | Desk) -> None:
    address = _address(world, row)
    expected = {who: _filled(world, outcome) for who, outcome in row.outcomes_of_post().items()}
    found = {who: world.ask(who, "POST", address) for who in expected}
    assert not _differences(found, expected), f"POST {address}"


@pytest.mark.parametrize("row", [row for row in ACCOUNT if row.again], ids=_name)
def test_what_guards_an_account_asks_for_the_password_again(world: World, row: Row) -> None:
    address = _address(world, row)
    for who in LOGGED_IN:
        assert world.ask(who, "GET", address, fresh=False) in {AGAIN, AGAIN_2, 404}, who
        assert world.ask(who, "POST", address, fresh=False) in {AGAIN, AGAIN_2, 404}, who


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_wagtails_own_addresses_have_the_admins_door(world: World, rule: Rule) -> None:
    expected = {**at_the_door(), VISITOR: rule.visitor}
    for route in FOREIGN:
        if route.startswith(rule.prefix):
            address = world.address(template_of(route))
            found = {who: world.ask(who, "GET", address) for who in expected}
            assert not _differences(found, expected), f"GET {address}"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.door is not None], ids=_name)
def test_wagtails_own_addresses_are_open_to_these_roles(world: World, rule: Rule) -> None:
    address = world.address(rule.door or rule.prefix)
    found = {role: world.ask(role, "GET", address) for role in ROLES}
    entered = {role for role, outcome in found.items() if outcome != NO}
    assert entered == set(rule.may), f"GET {address}: {found}"
    assert all(found[role] == 200 or str(found[role]).startswith("/admin/pages/") for role in entered), found


def test_no_address_takes_a_form_without_its_token(world: World) -> None:
    addresses = [_address(world, row) for row in (*OWN, *MECHANICAL)]
    addresses += [world.address(template_of(route)) for route in FOREIGN]
    found = {address: world.ask(ADMIN, "POST", address, checks_csrf=True) for address in addresses}
    taken = {address: outcome for address, outcome in found.items() if outcome != 403}
    assert not taken


def _filled(world: World, outcome: Outcome) -> Outcome:
    return outcome.format_map(world.things) if isinstance(outcome, str) else outcome
