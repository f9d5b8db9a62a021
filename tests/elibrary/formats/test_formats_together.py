"""Files of every format from the sandbox to the offers: a verdict for each record, and nothing new the second time."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from elibrary.catalogue.models.offer import Offer, OfferChange

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures" / "onix"
TABLE = "Kode Produk;Judul;Pengarang;ISBN;Harga\nK-1;Kopi Lereng Ijen;Siti Aminah;9786020000015;75.000\nK-2;;Budi;;1\n"


def run(path: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("import_catalogue", str(path), "--publisher", "balai-pustaka", "--json", stdout=out)
    return dict(json.loads(out.getvalue().splitlines()[-1]))


def everything() -> tuple[Any, ...]:
    return list(Offer.objects.order_by("pk").values()), OfferChange.objects.count()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("onix-*")), ids=lambda path: path.name)
def test_a_file_comes_in_once(path: Path) -> None:
    first = run(path)
    assert first["created"]
    before = everything()
    second = run(path)
    assert (second["created"], second["updated"], second["total"]) == (0, 0, first["total"])
    assert everything() == before


def test_a_table_comes_in_with_a_verdict_for_each_row(tmp_path: Path) -> None:
    path = tmp_path / "katalog.csv"
    path.write_text(TABLE)
    told = run(path)
    assert (told["format"], told["total"], told["created"], told["refused"]) == ("csv", 2, 1, 1)
    assert [(problem["line"], problem["record"]) for problem in told["problems"]] == [(3, "K-2")]
    assert Offer.objects.get().price_idr == 75000


def test_the_same_list_in_onix_2_and_3_ends_as_the_same_offers() -> None:
    run(FIXTURES / "onix-2.1-pair.xml")
    before = everything()
    told = run(FIXTURES / "onix-3.0-pair.xml")
    assert (told["created"], told["updated"]) == (0, 0)
    assert everything() == before
