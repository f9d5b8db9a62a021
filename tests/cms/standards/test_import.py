"""Import of a data file: changes are reported, then saved as drafts; live pages do not change."""

import json
from typing import Any

import pytest
from wagtail.models import Revision

from cms.standards.blocks import DurationSpanBlock
from cms.standards.imports.check import UNITS_OF_TIME
from cms.standards.imports.export import current_standards
from cms.standards.imports.records import DATA_FILE
from cms.standards.models.service import ServicePage
from cms.standards.models.standards_import import StandardsImport
from cms.standards.models.work_unit import WorkUnitPage
from core.imports.models import ImportLine, ImportRun
from core.pages.models import LegalBasis
from core.people import roles
from tests.cms.builders import ONE_SERVICE, publish
from tests.cms.standards.imports import Raw, applied, edited, uploaded
from tests.factories.lms import make_staff

Verdict = ImportLine.Verdict


@pytest.fixture
def raw(service: ServicePage) -> Raw:
    return current_standards()


def new_product(raw: Raw) -> None:
    raw["services"][0]["product"] = "Akun dan sertifikat"


def next_decree(raw: Raw) -> None:
    raw["decree"] = {"number": "000.8.3.3 / 40 / 115.1 / 2025", "date": "2025-01-02", "valid_from": "2025-01-02"}


def one_more(raw: Raw) -> None:
    raw["units"].append({"slug": "bidang-baru", "title": "Bidang Baru"})
    more = {
        **raw["services"][0],
        "key": "layanan-baru",
        "slug": "layanan-baru",
        "title": "Layanan Baru",
        "unit": "bidang-baru",
    }
    raw["services"].append(more)


def verdicts(run: StandardsImport) -> dict[str, str]:
    return {line.part: line.verdict for line in run.lines.exclude(verdict=Verdict.SAME)}


def test_the_current_standards_read_back_change_nothing(raw: Raw) -> None:
    run = uploaded(json.dumps(raw))
    assert run.state == ImportRun.State.CHECKED
    assert verdicts(run) == {}
    assert run.lines.count() == 17


def test_a_change_is_reported_by_part_with_both_texts(raw: Raw) -> None:
    run = uploaded(edited(edited(raw, new_product), next_decree))
    assert verdicts(run) == {"Produk pelayanan": Verdict.CHANGED, "Keputusan dan peninjauan": Verdict.CHANGED}
    line = run.lines.get(part="Produk pelayanan")
    assert (line.before, line.after) == ("Penggunaan Aplikasi SI-Jawara+", "Akun dan sertifikat")


def test_applying_saves_a_draft_of_the_uploader_and_leaves_the_public_words(service: ServicePage, raw: Raw) -> None:
    run = applied(uploaded(edited(raw, new_product)))
    service.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    assert service.product == "Penggunaan Aplikasi SI-Jawara+"
    assert service.has_unpublished_changes
    assert service.latest_revision.user == run.uploaded_by
    draft = service.get_latest_revision_as_object()
    assert draft.product == "Akun dan sertifikat"
    assert draft.change_note == "Disesuaikan dengan Keputusan Nomor 000.8.3.3 / 38 / 115.1 / 2024: Produk pelayanan."
    assert draft.change_basis == "Keputusan Nomor 000.8.3.3 / 38 / 115.1 / 2024"
    publish(draft)
    assert ServicePage.objects.get(pk=service.pk).product == "Akun dan sertifikat"


def test_every_field_of_the_file_arrives_in_the_draft(service: ServicePage, raw: Raw) -> None:
    def everything(raw: Raw) -> None:
        entry: Any = raw["services"][0]
        raw["legal_bases"]["perda-9-2025"] = {
            "kind": "perda",
            "issuer": "Provinsi Jawa Timur",
            "number": "9",
            "year": 2025,
            "title": "Koperasi",
        }
        entry |= {
            "title": "Aplikasi Si-Jawara+",
            "summary": "Ringkasan baru.",
            "action_label": "",
            "action_url": "",
            "reviewed_on": "2025-01-02",
            "review_due": None,
            "requirements": [{"title": "Koperasi", "items": ["a", "b"]}, {"title": "UMKM", "items": ["c"]}],
            "procedure": [{"text": "Daftar", "actor": "Pemohon"}],
            "durations": [
                {"label": "Tertulis", "minimum": 3, "maximum": 5, "unit": "day", "words": ""},
                {"label": "Langsung", "minimum": None, "maximum": None, "unit": "", "words": "Sesuai Permohonan"},
            ],
            "durations_are_alternatives": True,
            "fee_amount": 25_000,
            "fee_basis": "orang",
            "fee_words": "Sesuai Perda",
            "product": "Produk",
            "complaint_channels": [{"name": "Loket", "url": ""}],
            "legal_basis": ["perda-9-2025", entry["legal_basis"][0]],
            "facilities": ["x"],
            "competence": ["x"],
            "supervision": "x",
            "staff_number": 7,
            "staff_roles": ["x", "y"],
            "service_guarantee": "x",
            "safety_guarantee": ["x"],
            "evaluation": ["x"],
        }

    wanted = edited(raw, everything)
    next_decree(wanted)
    applied(uploaded(wanted))
    again = current_standards()
    assert again["decree"] == wanted["decree"]
    wanted_basis, held_basis = wanted["services"][0].pop("legal_basis"), again["services"][0].pop("legal_basis")
    assert again["services"][0] == wanted["services"][0]
    titles = [
        [raw["legal_bases"][key]["title"] for key in keys] for raw, keys in ((wanted, wanted_basis), (again, held_basis))
    ]
    assert titles[0] == titles[1]


def test_a_new_service_and_its_unit_become_drafts(service: ServicePage, raw: Raw) -> None:
    run = applied(uploaded(edited(raw, one_more)))
    page, unit = ServicePage.objects.get(slug="layanan-baru"), WorkUnitPage.objects.get(slug="bidang-baru")
    assert (page.live, unit.live) == (False, False)
    assert page.get_parent().specific == unit
    assert page.latest_revision.user == run.uploaded_by
    assert page.decree_key == "layanan-baru"


def test_a_service_missing_from_the_file_is_reported_and_unchanged(service: ServicePage, raw: Raw) -> None:
    def other_only(raw: Raw) -> None:
        one_more(raw)
        del raw["services"][0]

    run = applied(uploaded(edited(raw, other_only)))
    line = run.lines.get(key=ONE_SERVICE, verdict=Verdict.ABSENT)
    assert "Halamannya dibiarkan" in line.message
    service.refresh_from_db()
    assert service.live


def test_a_component_missing_from_the_file_is_reported_and_unchanged(service: ServicePage, raw: Raw) -> None:
    def no_facilities(raw: Raw) -> None:
        del raw["services"][0]["facilities"]
        new_product(raw)

    run = applied(uploaded(edited(raw, no_facilities)))
    assert run.lines.get(part="Sarana, prasarana, dan fasilitas").verdict == Verdict.ABSENT
    assert len(service.get_latest_revision_as_object().facilities) == 4


def drafted(service: ServicePage) -> Revision:
    service.product = "Kata-kata editor"
    return service.save_revision(user=make_staff(roles.CONTENT_EDITOR))


def test_an_editors_unpublished_draft_is_skipped_unless_chosen(service: ServicePage, raw: Raw) -> None:
    draft = drafted(service)
    run = applied(uploaded(edited(raw, new_product)))
    service.refresh_from_db()
    assert service.latest_revision_id == draft.pk
    line = run.lines.get(part="Produk pelayanan")
    assert (line.outcome, line.needs_choice, line.before) == ("skipped", True, "Kata-kata editor")
    assert "Draf itu dibiarkan" in line.message


def test_a_chosen_draft_stays_in_the_history(service: ServicePage, raw: Raw) -> None:
    draft = drafted(service)
    applied(uploaded(edited(raw, new_product)), ONE_SERVICE)
    service.refresh_from_db()
    assert service.get_latest_revision_as_object().product == "Akun dan sertifikat"
    assert Revision.objects.filter(pk=draft.pk).exists()


def test_a_draft_saved_after_the_check_is_skipped_too(service: ServicePage, raw: Raw) -> None:
    run = uploaded(edited(raw, new_product))
    draft = drafted(service)
    applied(run)
    service.refresh_from_db()
    assert service.latest_revision_id == draft.pk
    assert run.lines.get(part="Produk pelayanan").outcome == "skipped"


def test_a_locked_page_is_skipped(service: ServicePage, raw: Raw) -> None:
    run = uploaded(edited(raw, new_product))
    ServicePage.objects.filter(pk=service.pk).update(locked=True, locked_by=make_staff(roles.CONTENT_EDITOR))
    applied(run)
    assert run.lines.get(part="Produk pelayanan").outcome == "skipped"


def test_a_page_that_the_uploader_may_no_longer_edit_is_skipped(service: ServicePage, raw: Raw) -> None:
    run = uploaded(edited(raw, new_product))
    before = Revision.objects.count()
    assert run.uploaded_by is not None
    run.uploaded_by.groups.clear()
    applied(run)
    line = run.lines.get(part="Produk pelayanan")
    assert line.outcome == "skipped"
    assert "bukan halaman yang boleh Anda ubah" in line.message
    assert Revision.objects.count() == before


def test_a_differing_title_of_a_regulation_is_reported_and_not_applied(service: ServicePage, raw: Raw) -> None:
    def retitled(raw: Raw) -> None:
        next(iter(raw["legal_bases"].values()))["title"] = "Judul lain"

    run = applied(uploaded(edited(raw, retitled)))
    line = run.lines.get(key="dasar-hukum")
    assert (line.verdict, line.after) == (Verdict.PROBLEM, "Judul lain")
    assert not LegalBasis.objects.filter(title="Judul lain").exists()


def test_an_address_that_another_service_has_is_a_problem_and_no_draft(service: ServicePage, raw: Raw) -> None:
    def same_slug(raw: Raw) -> None:
        raw["services"][0] |= {"key": "kunci-lain"}

    run = applied(uploaded(edited(raw, same_slug)))
    assert run.lines.get(key="kunci-lain").verdict == Verdict.PROBLEM
    assert ServicePage.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"a": [1, 2', "bukan JSON yang benar: ada kesalahan tulis di baris 1"),
        ('{"a":' * 100_000, "bertumpuk terlalu dalam"),
        ('{"decree": {}, "decree": {}}', "ditulis dua kali"),
        ('{"a": NaN}', "Nilai NaN tidak dikenal"),
        ('{"a": ' + "9" * 10_000 + "}", "angka yang terlalu panjang"),
        ("{}", "Berkas › services: tidak ada dalam berkas."),
        (b'{"a": "\xff"}', "bukan teks UTF-8"),
        ('{"decree": 1, "legal_bases": [], "units": {}, "services": "x"}', "Berkas › units: harus berupa daftar"),
        (
            '{"decree": {"number": 1, "date": "x", "valid_from": null}, "legal_bases": {}, "units": [], "services": []}',
            "Berkas › decree › date: harus tanggal seperti 2025-01-03.",
        ),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(service: ServicePage, content: Any, sentence: str) -> None:
    run = uploaded(content)
    assert run.state == ImportRun.State.REFUSED
    assert sentence in run.message
    assert not run.lines.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("product", "x" * 401, "401 huruf, paling panjang 400"),
        ("product", " ", "belum diisi"),
        ("fee_amount", "0", "harus bilangan bulat"),
        ("fee_amount", True, "harus bilangan bulat"),
        ("facilities", [], "berisi 0 butir"),
        ("facilities", [{"a": 1}], "harus berupa teks"),
        ("action_url", "javascript:alert(1)", "isi alamat di situs ini"),
        ("legal_basis", ["tidak-ada"], "tidak ada di legal_bases"),
        ("unit", "tidak-ada", "tidak ada di units"),
        ("slug", "ada spasi", "tanpa spasi"),
        ("kolom_baru", 1, "nama isian ini tidak dikenal"),
        ("durations", [{"label": "", "minimum": 5, "maximum": 3, "unit": "day", "words": ""}], "minimum melebihi maximum"),
        ("durations", [{"label": "", "minimum": 1, "maximum": 3, "unit": "day", "words": "x"}], "jangan keduanya"),
        ("durations", [{"label": "", "minimum": 1, "maximum": 3, "unit": "tahun", "words": ""}], "pilih salah satu"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(
    service: ServicePage, raw: Raw, field: str, value: Any, sentence: str
) -> None:
    raw["services"][0][field] = value
    run = uploaded(raw)
    assert run.state == ImportRun.State.REFUSED
    assert sentence in run.message
    assert f"services ke-1 (Pengoperasionalan Aplikasi Si-Jawara+) › {field}" in run.message


def test_a_service_named_twice_is_refused(service: ServicePage, raw: Raw) -> None:
    raw["services"].append(raw["services"][0])
    assert "dipakai dua kali" in uploaded(raw).message


def test_regulations_that_change_each_other_are_refused(service: ServicePage, raw: Raw) -> None:
    first, second = list(raw["legal_bases"])[:2]
    raw["legal_bases"][first]["changed_by"], raw["legal_bases"][second]["changed_by"] = second, first
    assert "berputar kembali" in uploaded(raw).message


def test_the_files_units_of_time_are_the_forms() -> None:
    choices = DurationSpanBlock().child_blocks["unit"].field.choices
    assert set(UNITS_OF_TIME) == {value for value, _ in choices}


def test_the_whole_decree_read_back_changes_nothing(whole_site: list[str]) -> None:
    assert verdicts(uploaded(current_standards())) == {}
    assert verdicts(uploaded(DATA_FILE.read_bytes())) == {}
