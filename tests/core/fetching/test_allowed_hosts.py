"""The Admin's list, and what it opens."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.fetching.address import read_address
from core.fetching.models import AllowedHost
from core.fetching.selectors import may_visit
from core.fetching.services import allowed_host_save
from core.people import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(staff_client):
    return staff_client(roles.ADMINISTRATOR)


def fields(**changes):
    return {"host": "Katalog.Example", "port": "", "reason": "Umpan OPDS", **changes}


def test_the_admin_adds_changes_and_removes_a_host_and_it_is_recorded(admin):
    assert not may_visit(read_address("https://katalog.example/"))
    admin.post(reverse("host-diizinkan:add"), fields())
    host = AllowedHost.objects.get()
    assert host.host == "katalog.example"
    assert may_visit(read_address("https://katalog.example/opds"))
    assert not may_visit(read_address("https://lain.katalog.example/"))
    assert not may_visit(read_address("https://katalog.example:8443/"))
    admin.post(reverse("host-diizinkan:edit", args=[host.pk]), fields(port="8443"))
    assert may_visit(read_address("https://katalog.example:8443/"))
    assert may_visit(read_address("http://katalog.example/"))
    admin.post(reverse("host-diizinkan:delete", args=[host.pk]))
    assert not may_visit(read_address("https://katalog.example/"))
    entries = AuditEntry.objects.filter(subject_kind="core.allowedhost").order_by("pk")
    assert [one.action.rpartition(".")[2] for one in entries] == ["added", "changed", "removed"]
    assert (entries[1].before["port"], entries[1].after["port"]) == (None, 8443)
    assert all(one.actor_id for one in entries)


@pytest.mark.parametrize(
    "host", ["https://katalog.example/", "127.0.0.1", "localhost", "katalog.example:80", "a b.example", ""]
)
def test_what_is_no_name_is_refused_beside_its_field(admin, host):
    answer = admin.post(reverse("host-diizinkan:add"), fields(host=host))
    assert answer.status_code == 200
    assert answer.context["form"].errors["host"]
    assert not AllowedHost.objects.exists()


def test_a_host_is_listed_once_however_it_is_written(admin):
    for host in ("bücher.example", "XN--BCHER-KVA.example"):
        answer = admin.post(reverse("host-diizinkan:add"), fields(host=host))
    assert answer.context["form"].errors["host"]
    assert AllowedHost.objects.get().host == "xn--bcher-kva.example"
    with pytest.raises(ValidationError):
        allowed_host_save(host=AllowedHost(host="bücher.example", reason="Lagi"), by=None)


def test_the_database_keeps_names_in_one_shape():
    for values in ({"host": "Katalog.Example"}, {"host": ""}, {"host": "a.example", "port": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AllowedHost.objects.create(reason="x", **values)


def test_the_list_is_searched_and_downloaded_and_its_queries_do_not_grow(admin, queries):
    AllowedHost.objects.create(host="katalog.example", reason="Umpan OPDS")
    with queries:
        admin.get(reverse("host-diizinkan:index"))
    few = len(queries)
    AllowedHost.objects.bulk_create(AllowedHost(host=f"h{number}.example", reason="Uji") for number in range(20))
    with queries:
        admin.get(reverse("host-diizinkan:index"))
    assert len(queries) == few
    found = admin.get(reverse("host-diizinkan:index") + "?q=umpan").text
    assert "katalog.example" in found
    assert "h1.example" not in found
    answer = admin.get(reverse("host-diizinkan:index") + "?export=xlsx")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert len(rows) == 22
