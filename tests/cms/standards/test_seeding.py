"""The decree's standards arrive once, as the system, and never over a person's work."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, PageLogEntry, Revision, Site

from cms.home.models import HomePage
from cms.home.services.site_setup import seed_site
from cms.pages.models.contact import OfficeContact
from cms.standards.imports.records import BrokenDataFile, StandardSet, read_standards
from cms.standards.models.service import ServicePage
from core.audit.models import AuditEntry
from core.pages.models import LegalBasis
from core.people import roles
from tests.cms.builders import one_service, publish
from tests.factories.lms import make_staff


@pytest.fixture
def site(db: None) -> list[str]:
    """Built anew for every test: what it leaves is what they ask."""
    return list(seed_site(one_service()))


def test_the_seed_acts_as_the_system(service: ServicePage) -> None:
    entry = AuditEntry.objects.get(action="cms.service.seeded")
    assert entry.actor_id is None
    assert entry.subject_id == str(service.pk)


def test_a_second_run_changes_nothing(service: ServicePage) -> None:
    before = (Page.objects.count(), LegalBasis.objects.count(), AuditEntry.objects.count(), service.latest_revision_id)
    assert list(seed_site(one_service())) == ["Halaman layanan: tidak ada yang baru."]
    service.refresh_from_db()
    after = (Page.objects.count(), LegalBasis.objects.count(), AuditEntry.objects.count(), service.latest_revision_id)
    assert after == before


def test_an_editors_change_is_reported_and_stays(service: ServicePage) -> None:
    service.product = "Kata-kata editor"
    service.slug = "alamat-baru"
    publish(service)
    lines = list(seed_site(one_service()))
    service.refresh_from_db()
    assert service.product == "Kata-kata editor"
    assert ServicePage.objects.count() == 1
    assert any("produk pelayanan berbeda dari berkas data; dibiarkan." in line for line in lines)


def test_the_whole_decree_is_seeded_once_and_the_second_run_writes_nothing(db: None, standards: StandardSet) -> None:
    first, second = StringIO(), StringIO()
    call_command("seed_services", stdout=first)
    assert "Halaman layanan: 23 diterbitkan; tetap draf karena keputusan tidak memuat isinya: Fasilitasi Standarisasi" in (
        first.getvalue()
    )
    before = everything_seeded()
    call_command("seed_services", stdout=second)
    assert second.getvalue() == "Halaman layanan: tidak ada yang baru.\n"
    assert everything_seeded() == before


def everything_seeded() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Page, Revision, LegalBasis, AuditEntry, ModelLogEntry, PageLogEntry))


def test_an_editors_draft_is_reported_and_stays(service: ServicePage) -> None:
    service.facilities.pop()
    draft = service.save_revision()
    lines = list(seed_site(one_service()))
    service.refresh_from_db()
    assert service.latest_revision_id == draft.pk
    assert any("sarana, prasarana, dan fasilitas berbeda" in line for line in lines)


def test_a_page_an_editor_deleted_stays_deleted(service: ServicePage) -> None:
    service.delete()
    lines = list(seed_site(one_service()))
    assert not ServicePage.objects.exists()
    assert any("sudah dihapus; tidak dibuat lagi" in line for line in lines)


def test_a_corrected_regulation_stays_corrected(service: ServicePage) -> None:
    LegalBasis.objects.filter(number="25", year=1992).update(title="Judul yang diperbaiki")
    lines = list(seed_site(one_service()))
    assert LegalBasis.objects.get(number="25", year=1992).title == "Judul yang diperbaiki"
    assert any("Judul yang diperbaiki" in line for line in lines)


def test_the_offices_addresses_are_not_written_over(service: ServicePage) -> None:
    OfficeContact.objects.update(phones="031-1")
    seed_site(one_service())
    assert OfficeContact.objects.get().phones == "031-1"


def test_the_default_site_shows_our_front_page_at_the_address_of_the_settings(
    service: ServicePage, settings: object
) -> None:
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == HomePage.objects.get()
    assert (site.hostname, site.port) == ("localhost", 8000)


def test_a_host_set_by_an_administrator_is_not_changed(service: ServicePage) -> None:
    Site.objects.update(hostname="sijawara.example", port=443)
    seed_site(one_service())
    assert Site.objects.get().hostname == "sijawara.example"


def test_approvers_work_on_the_services_only_and_editors_where_their_unit_is(service: ServicePage) -> None:
    rights = GroupPagePermission.objects.filter(group=Group.objects.get(name=roles.CONTENT_APPROVER))
    assert {right.permission.codename for right in rights} == {"add_page", "change_page", "publish_page", "unlock_page"}
    assert {right.page.slug for right in rights} == {"layanan"}
    assert not GroupPagePermission.objects.filter(group__name=roles.CONTENT_EDITOR).exists()


@pytest.mark.parametrize("role", [roles.CONTENT_EDITOR, roles.CONTENT_APPROVER])
@pytest.mark.parametrize("address", ["/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/documents/add/"])
def test_who_writes_pages_also_adds_pictures_and_files(site: list[str], client: Client, role: str, address: str) -> None:
    client.force_login(make_staff(role))
    assert client.get(address).status_code == 200


def test_drafts_go_to_the_approvers(service: ServicePage) -> None:
    workflow = service.get_workflow()
    groups = [group.name for task in workflow.tasks for group in task.specific.groups.all()]
    assert groups == [roles.CONTENT_APPROVER]


@pytest.mark.parametrize("content", ["{", "[]", '{"decree": {}}'])
def test_a_broken_data_file_is_one_clear_error(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "rusak.json"
    broken.write_text(content)
    with pytest.raises(BrokenDataFile, match="rusak"):
        read_standards(broken)
