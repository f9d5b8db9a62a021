"""What the sandbox says of a file, and what the publisher reads of it."""

import pytest

from core.sandbox import parent as sandbox
from elibrary.deliveries.isbns import isbns_in
from elibrary.deliveries.models.delivery import Delivery
from tests.elibrary.deliveries.files import FONTS, bad_files, epub_bytes
from tests.factories.catalogue import isbn
from tests.factories.delivery import home_of, send, sent_order, token_for
from tests.factories.elibrary import pdf_bytes


def inspected(tmp_path, content: bytes) -> dict:
    path = tmp_path / "berkas"
    path.write_bytes(content)
    verdict = sandbox.run("elibrary.deliveries.inspection.inspect", path=str(path))
    assert verdict.ok, verdict
    return verdict.value


def test_a_pdf_says_its_pages_title_and_isbns(tmp_path):
    content = pdf_bytes("Judul", f"Penerbit. ISBN {isbn(7)[:3]}-{isbn(7)[3:]} (cetak)", "Isi", title="Kopi Lereng Ijen")
    assert inspected(tmp_path, content) == {
        "kind": "pdf",
        "pages": 3,
        "title": "Kopi Lereng Ijen",
        "isbns": {"metadata": [], "text": [isbn(7)]},
    }


def test_an_epub_says_its_title_and_isbns(tmp_path):
    content = epub_bytes(title="Kopi &amp; Teh", isbn=isbn(7), text=f"ISBN cetak {isbn(8)}")
    assert inspected(tmp_path, content) == {
        "kind": "epub",
        "pages": None,
        "title": "Kopi & Teh",
        "isbns": {"metadata": [isbn(7)], "text": [isbn(8)]},
    }


def test_disguised_fonts_are_no_lock(tmp_path):
    assert inspected(tmp_path, epub_bytes(**{"META-INF__encryption.xml": FONTS}))["kind"] == "epub"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISBN 978-602-03-3295-6", ["9786020332956"]),
        ("9786020332957", []),
        ("ISBN: 602-03-3295-6 dan 0306406152", []),
        ("ISBN 0-306-40615-2", ["9780306406157"]),
        ("telepon 19786020332956", []),
    ],
    ids=["hyphens", "wrong check digit", "wrong ten digits", "ten digits", "part of a longer number"],
)
def test_isbns_are_found_in_running_text(text, found):
    assert isbns_in(text) == found


@pytest.mark.parametrize(
    "name", ["9786020332956.pdf", "kopi_978-602-03-3295-6_final.pdf", "ISBN-9786020332956.pdf", "6020332950.pdf"]
)
def test_isbns_are_found_in_names(name):
    assert isbns_in(name, is_name=True) == ["9786020332956"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", bad_files())
def test_a_bad_file_is_refused_in_plain_words_on_the_publishers_page(client, run_jobs, name):
    content, words = bad_files()[name]
    token = token_for(sent_order())
    send(client, token, content, name="buku.pdf")
    run_jobs()
    delivery = Delivery.objects.get()
    assert delivery.state == Delivery.State.REFUSED
    assert words in delivery.problem
    page = client.get(home_of(token)).text
    assert words in page
    assert "kirim lagi" in page
