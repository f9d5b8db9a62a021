"""The data file holds the decree's words: printed words + listed corrections = data file, nothing more, nothing less."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cms.standards.completeness import COMPONENTS
from cms.standards.durations import span_text
from cms.standards.imports.records import DATA_FILE, Standard, StandardSet
from core.pages.models import LegalBasis
from tests.cms.standards import decree

ROOT = Path(__file__).resolve().parents[3]
CORRECTIONS: list[dict[str, str]] = json.loads((DATA_FILE.parent / "corrections-2024.json").read_text(encoding="utf-8"))
PRINTED = {table.name.upper(): table for table in decree.annex()}
NAMED_ONLY = "Fasilitasi Standarisasi dan Sertifikasi (SNI/HACCP/ISO, dll)"
UNNAMED = "Fasilitasi Desain Kemasan"


def corrections(service: str, component: str) -> list[dict[str, str]]:
    return [row for row in CORRECTIONS if (row["service"], row["component"]) == (service, component)]


def corrected(text: str, service: str, component: str) -> str:
    """The printed text with its corrections, each of which must be in it, once."""
    for row in corrections(service, component):
        assert text.count(row["printed"]) == 1, row
        text = text.replace(row["printed"], row["corrected"])
    return text


def table_of(standard: Standard) -> decree.PrintedService | None:
    """The annex's table under the service's (corrected) name."""
    for table in PRINTED.values():
        try:
            if corrected(table.name, standard.key, decree.NAME).casefold() == standard.title.casefold():
                return table
        except AssertionError:
            continue
    return None


def legal_words(standard: Standard, standards: StandardSet) -> str:
    """The regulations as cited one after the other; an amended one is followed by what the decree says changed it."""
    said = []
    for key in standard.legal_basis:
        known = standards.legal_bases[key]
        citation = LegalBasis(**{name: known[name] for name in ("kind", "issuer", "number", "year")}).citation
        said.append(f"{citation} tentang {known['title']}")
        if "changed_by" in known:
            assert standard.legal_basis[len(said)] == known["changed_by"]
            said[-1] += " sebagaimana telah diubah dengan"
    return " ".join(said)


def data_words(standard: Standard, standards: StandardSet) -> dict[str, str]:
    """What the data file holds of every component, as running text."""
    streams, fields = standard.streams, standard.fields
    items = {name: " ".join(value for _, value in blocks) for name, blocks in streams.items() if blocks[0][0] == "item"}
    groups = [group for _, group in streams["requirements"]]
    return dict(
        zip(
            decree.ROWS,
            (
                " ".join(part for group in groups for part in (group["title"], *group["items"]) if part),
                " ".join(step["text"] for _, step in streams["procedure"]),
                " ".join(span_text(span) for _, span in streams["durations"]),
                fields["fee_words"],
                fields["product"],
                " ".join(channel["name"] for _, channel in streams["complaint_channels"]),
                legal_words(standard, standards),
                items["facilities"],
                items["competence"],
                fields["supervision"],
                f"{fields['staff_number']} orang, terdiri dari : {items['staff_roles']}",
                fields["service_guarantee"],
                items["safety_guarantee"],
                items["evaluation"],
            ),
            strict=True,
        )
    )


def comparable(component: str, text: str) -> str:
    """What typing fixes anyway: spaces, the colon after a heading, and in spans the dash and the unit's capital letter."""
    text = " ".join(text.split())
    if component == "Persyaratan":
        return re.sub(r"(Persyaratan untuk \w+):", r"\1", text)
    if component == "Jangka waktu pelayanan":
        text = re.sub(r"(\d) ?[-–] ?(\d)", r"\1–\2", text).replace(" : ", ": ")
        return re.sub(r"\b(Hari|Minggu|Jam|Bulan|Menit)\b", lambda unit: unit[0].lower(), text)
    return text.replace(" Tentang ", " tentang ") if component == "Dasar hukum" else text


def pairs() -> list[Any]:
    from cms.standards.imports.records import read_standards

    return [
        pytest.param(standard, id=standard.key) for standard in read_standards().standards if standard.title != NAMED_ONLY
    ]


def test_the_rows_of_the_annex_are_the_fourteen_components() -> None:
    assert [component.label for component in COMPONENTS] == list(decree.ROWS)
    assert all(len(table.cells) == 14 for table in PRINTED.values())


@pytest.mark.parametrize("standard", pairs())
def test_printed_words_and_corrections_are_the_data_file(standard: Standard, standards: StandardSet) -> None:
    table = table_of(standard)
    assert table is not None
    held = data_words(standard, standards)
    for component in decree.ROWS:
        printed = corrected(decree.plain(table.words(component)), standard.key, component)
        assert comparable(component, held[component]) == comparable(component, printed), component


def test_the_library_prints_the_decree_with_the_same_corrections(standards: StandardSet) -> None:
    """The demo's book is set from a file of its own; words that were corrected on the site are corrected there too."""

    def squashed(text: str) -> str:
        return re.sub(r"[\s•–-]+", " ", re.sub(r"\b\d\. (?=[A-Z])", "", text)).replace(" :", ":").casefold().strip()

    book = json.loads((ROOT / "elibrary/demo/standar-pelayanan-2024.json").read_text("utf-8"))
    services = {service["name"].casefold(): service["components"].values() for service in book["services"]}
    differing = []
    for standard in standards.standards:
        if (table := table_of(standard)) is None:
            continue
        for component, items in zip(decree.ROWS, services[standard.title.casefold()], strict=True):
            printed = corrected(decree.plain(table.words(component)), standard.key, component)
            if squashed(printed) != squashed(" ".join(items)):
                differing.append((standard.key, component))
    assert differing == []


def test_every_correction_belongs_to_a_service_and_component_and_is_a_correction() -> None:
    keys = {param.values[0].key for param in pairs()}
    assert len({tuple(row.values()) for row in CORRECTIONS}) == len(CORRECTIONS)
    for row in CORRECTIONS:
        assert row["service"] in keys, row
        assert row["component"] in (decree.NAME, *decree.ROWS), row
        assert row["kind"] in {"typing", "scan", "spelling", "one title"}, row
        assert row["printed"] != row["corrected"], row


def test_no_number_is_ever_corrected() -> None:
    for row in CORRECTIONS:
        assert re.findall(r"\d+", row["printed"]) == re.findall(r"\d+", row["corrected"]), row


def test_each_bullet_of_the_annex_is_one_item(standards: StandardSet) -> None:
    """Where the annex prints bullets, the items are those bullets; only these lists came without and are split by us."""
    bulleted = {
        "Persyaratan": "requirements",
        "Sistem, mekanisme, dan prosedur": "procedure",
        "Penanganan pengaduan": "complaint_channels",
        "Sarana, prasarana, dan fasilitas": "facilities",
        "Kompetensi pelaksana": "competence",
        "Jumlah pelaksana": "staff_roles",
        "Jaminan keamanan dan keselamatan pelayanan": "safety_guarantee",
    }
    split: dict[str, list[str]] = {}
    for standard in standards.standards:
        table = table_of(standard)
        for component, name in bulleted.items() if table else ():
            assert table is not None
            blocks = [value for _, value in standard.streams[name]]
            items = [item for group in blocks for item in group["items"]] if name == "requirements" else blocks
            marks = len(re.findall(r"•|(?<![\w.])\d\. (?=[A-Z])", table.words(component)))
            if marks != len(items):
                split.setdefault(standard.slug, []).append(component)
    assert split == {
        "penerimaan-pelajar-magang": ["Persyaratan", "Sistem, mekanisme, dan prosedur", "Penanganan pengaduan"],
        "fasilitasi-pendaftaran-kekayaan-intelektual-merek": [
            "Sarana, prasarana, dan fasilitas",
            "Kompetensi pelaksana",
            "Jumlah pelaksana",
            "Jaminan keamanan dan keselamatan pelayanan",
        ],
        "fasilitasi-perjanjian-kerjasama-koperasi-usaha-kecil-menengah-di-bidang-pemasaran": [
            "Persyaratan",
            "Sistem, mekanisme, dan prosedur",
            "Penanganan pengaduan",
            "Sarana, prasarana, dan fasilitas",
        ],
    }


def test_the_decision_names_23_the_annex_holds_23_and_together_they_are_24(standards: StandardSet) -> None:
    named = {title.replace("Bussiness", "Business").casefold() for _, titles in decree.named_services() for title in titles}
    held = {standard.title.casefold() for standard in standards.standards if table_of(standard)}
    assert (len(named), len(held), len(named | held)) == (23, 23, 24)
    assert named - held == {NAMED_ONLY.casefold()}
    assert held - named == {UNNAMED.casefold()}
    assert {standard.title.casefold() for standard in standards.standards} == named | held


def test_units_and_services_stand_in_the_decisions_order(standards: StandardSet) -> None:
    assert [unit["official_name"] for unit in standards.units] == [unit for unit, _ in decree.named_services()]
    for unit, titles in zip(standards.units, (titles for _, titles in decree.named_services()), strict=True):
        own = [standard.title for standard in standards.standards if standard.unit == unit["slug"]]
        expected = [title.replace("Bussiness", "Business").replace("konsultasi", "Konsultasi") for title in titles]
        assert [title for title in own if title != UNNAMED] == expected


def test_the_one_without_an_annex_has_no_component(standards: StandardSet) -> None:
    standard = next(one for one in standards.standards if one.title == NAMED_ONLY)
    assert not any(standard.streams.values())
    assert not standard.legal_basis
    assert standard.fields["fee_amount"] is None


def test_four_flow_charts_differ_from_their_lists(standards: StandardSet) -> None:
    """The list counts. What the charts do: a step of another service, one left out, a word too many, a word too few."""
    differing = {}
    for standard in standards.standards:
        table = table_of(standard)
        steps = [step["text"] for _, step in standard.streams["procedure"]]
        chart = [
            box.replace("Penyulusan", "Penyuluhan").replace("Bussiness", "Business")
            for box in (table.chart if table else [])
        ]
        chart = [decree.plain(box) for box in chart]
        if table and chart != steps:
            differing[standard.slug] = (list(Counter(steps) - Counter(chart)), list(Counter(chart) - Counter(steps)))
    assert differing == {
        "fasilitasi-penerbitan-nomor-induk-berusaha-nib-kukm": ([], ["Membuat Laporan Penerbitan IUSP"]),
        "fasilitasi-desain-kemasan": (["Workshop/Bimtek Kemasan"], []),
        "fasilitasi-pemasaran-produk-melalui-gallery": (
            ["Pengiriman Sample dan Deskripsi Produk"],
            ["Pengiriman Sample dan Deskripsi Produk Draft"],
        ),
        "pengajuan-legalisasi-sertifikat-hak-atas-tanah-shat": (
            ["Pemohon mengajukan permohonan"],
            ["mengajukan permohonan"],
        ),
    }


def test_only_the_e_perpus_counts_fewer_people_than_it_lists(standards: StandardSet) -> None:
    differing = {
        standard.slug: (standard.fields["staff_number"], len(standard.streams["staff_roles"]))
        for standard in standards.standards
        if (standard.fields["staff_number"] or 0) != len(standard.streams["staff_roles"])
    }
    assert differing == {"penggunaan-e-perpus-si-jawara": (2, 3)}


def test_words_stay_words_and_alternatives_alternatives(standards: StandardSet) -> None:
    spans = [(standard, span) for standard in standards.standards for _, span in standard.streams["durations"]]
    assert Counter(span["words"] for _, span in spans if span["words"]) == {
        "Sesuai dengan Permohonan": 2,
        "Sesuai Kesepakatan dengan Mitra": 1,
    }
    assert {span["unit"] for _, span in spans} == {"", "minute", "hour", "day", "week", "month"}
    alternatives = [one.title for one in standards.standards if one.fields["durations_are_alternatives"]]
    assert alternatives == ["Pelayanan Konsultasi Hukum KUKM"]


def test_the_list_of_corrections_in_the_docs_is_the_machines(standards: StandardSet) -> None:
    titles = {standard.key: standard.title for standard in standards.standards}
    text = (
        (ROOT / "docs/decree-corrections.md")
        .read_text(encoding="utf-8")
        .partition("## Corrections")[2]
        .partition("\n## ")[0]
    )
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in text.splitlines() if line.startswith("| ")][
        1:
    ]
    listed: list[tuple[str, ...]] = []
    for component, printed, shown, kind, services in rows:
        named = list(titles) if services == "all 23" else [key for key in titles if titles[key] in services.split("; ")]
        if services == "all 23":
            named.remove(next(key for key in titles if titles[key] == NAMED_ONLY))
        assert services == "all 23" or len(named) == len(services.split("; ")), services
        listed += [(key, component, printed, shown, kind) for key in named]
    assert sorted(listed) == sorted(tuple(row.values()) for row in CORRECTIONS)
