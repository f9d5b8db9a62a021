"""The site after seeding the decree."""

from django.test import Client
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import querydict_from_html

from cms.standards.completeness import COMPONENTS, missing_components
from cms.standards.imports.records import STREAMS, StandardSet
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage
from core.pages.models import LegalBasis
from core.people import roles
from tests.factories.lms import make_staff


def test_23_pages_are_complete_and_public_and_one_stays_an_empty_draft(whole_site: list[str]) -> None:
    pages = ServicePage.objects.order_by("path")
    assert [page.title for page in pages if page.live and missing_components(page) == ()] == [
        page.title for page in pages if page.live
    ]
    draft = ServicePage.objects.get(live=False)
    assert draft.title == "Fasilitasi Standarisasi dan Sertifikasi (SNI/HACCP/ISO, dll)"
    assert missing_components(draft) == COMPONENTS
    assert missing_components(draft.get_latest_revision_as_object()) == COMPONENTS
    assert pages.count() == 24


def test_pages_stand_in_the_decrees_order(whole_site: list[str], standards: StandardSet) -> None:
    assert [page.slug for page in WorkUnitPage.objects.order_by("path")] == [unit["slug"] for unit in standards.units]
    assert [page.slug for page in ServicePage.objects.order_by("path")] == [one.slug for one in standards.standards]


def test_where_pages_refer_to_is_known_as_if_each_was_saved_alone(whole_site: list[str]) -> None:
    law = LegalBasis.objects.get(number="25", year=1992)
    assert ReferenceIndex.get_references_to(law).count() == 23


def test_an_amended_regulation_names_its_amendment(client: Client, whole_site: list[str]) -> None:
    page = client.get("/layanan/bidang-kelembagaan-dan-pengawasan/pengajuan-izin-usaha-simpan-pinjam/").content.decode()
    assert "Koperasi sebagaimana telah diubah dengan Peraturan Menteri Koperasi dan UKM Nomor 5 Tahun 2019" in page
    assert "diperiksa 3 Januari 2024" not in page, "the decree's day is not the day that somebody looked the regulation up"


def test_an_editor_saves_the_empty_draft_as_it_is(client: Client, whole_site: list[str]) -> None:
    draft = ServicePage.objects.get(live=False)
    editor = make_staff(roles.CONTENT_EDITOR)
    editor.groups.add(UnitEditors.objects.get(unit_id=draft.get_parent().pk).group)
    client.force_login(editor)
    address = f"/admin/pages/{draft.pk}/edit/"
    shown = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").dict()
    no_blocks = {f"{name}-count": "0" for name in STREAMS}  # the browser's script adds these
    response = client.post(address, {**shown, **no_blocks, "title": "Fasilitasi Standarisasi"})
    assert response.status_code == 302, response.context["form"].errors
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "Fasilitasi Standarisasi"
