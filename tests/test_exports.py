"""Every list of the admin that answers ``?export=``: a file whose rows are filled, or the list itself."""

import csv
import logging
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.audit.models import AuditEntry, ProcessingEntry
from core.people.roles import ADMINISTRATOR
from lms.profile.models.profile import Profile
from lms.users.models import User
from tests.factories.lms import make_staff
from tests.test_url_permissions import VIEWSETS
from tests.url_world import World, all_routes, new_world

pytestmark = pytest.mark.django_db

FORMATS = ("csv", "xlsx")


def _is_list(route: str) -> bool:
    if not route.startswith("admin/") or "<" in route or "^" in route:
        return False
    try:
        view = getattr(resolve(f"/{route}").func, "view_class", object)
    except Resolver404:
        return False
    return issubclass(view, SpreadsheetExportMixin)


LISTS = [route for route in all_routes() if _is_list(route)]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    logging.disable(logging.WARNING)
    with django_db_blocker.unblock(), new_world() as built:  # type: ignore[attr-defined]
        yield built
    logging.disable(logging.NOTSET)


@pytest.fixture
def client(world: World) -> Client:
    person = make_staff(ADMINISTRATOR)
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _content(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def rows_of(answer: HttpResponseBase) -> list[list[str]] | None:
    """Headings and rows of a downloaded table; None for a page."""
    content, kind = _content(answer), answer.headers["Content-Type"]
    if kind.startswith("text/csv"):
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    if "spreadsheetml" in kind:
        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    return None


@pytest.mark.parametrize("route", LISTS)
def test_each_row_of_an_export_is_filled(client: Client, route: str) -> None:
    for format in FORMATS:
        rows = rows_of(client.get(f"/{route}?export={format}", follow=True))
        if rows is None:
            assert route not in VIEWSETS, "a list of ours has an export"
            continue
        headings, *filled = rows
        assert all(headings)
        assert filled or route not in VIEWSETS, "the world has a row for each list of ours"
        assert all(len(row) == len(headings) and any(row) for row in filled)


def test_the_lists_of_ours_are_among_those_asked() -> None:
    assert set(VIEWSETS) <= set(LISTS)


def test_a_list_with_a_file_of_its_own_leads_there(client: Client) -> None:
    answer = client.get("/admin/katalogisasi/?main_class=3&export=xlsx")
    assert answer.headers["Location"] == "/admin/katalogisasi/?main_class=3&unduh=buku"


def test_participants_are_counted_without_their_names(client: Client) -> None:
    text = _content(client.get("/admin/data-peserta/?export=csv")).decode()
    profile = Profile.objects.select_related("user").latest("pk")
    assert text.splitlines()[0] == "Nomor akun,Kabupaten/kota,Jenis kelamin,Bidang usaha,Keadaan NIK"
    assert f"\n{profile.user_id},{profile.get_regency_display()}," in text
    for other in Profile.objects.select_related("user"):
        personal = (other.user.full_name, other.user.email, other.phone, other.nik, other.business_name)
        assert not [one for one in personal if one and one in text]
    assert AuditEntry.objects.filter(action="lms.participants.exported").count() == 1
    logged = ProcessingEntry.objects.filter(kind="export", what="daftar peserta untuk hitungan")
    assert logged.count() == Profile.objects.count()


def test_accounts_are_exported_by_role_with_the_names_of_staff_alone(client: Client, world: World) -> None:
    text = _content(client.get("/admin/users/?export=csv")).decode()
    owner, administrator = world.people["owner"], world.people[ADMINISTRATOR]
    assert owner is not None
    assert administrator is not None
    assert text.splitlines()[0] == "Nomor akun,Nama petugas,Peran,Aktif,Masuk terakhir"
    assert f"\n{owner.pk},,,ya," in text
    assert f"\n{administrator.pk},{administrator.full_name},{ADMINISTRATOR},ya," in text
    assert "@" not in text
    assert AuditEntry.objects.filter(action="lms.accounts.exported").count() == 1
