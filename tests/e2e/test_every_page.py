"""Every page of citizens and participants on the running system: accessible, without horizontal scrolling, light to load.

One visitor of each kind is brought to the page over plain HTTP, which is quick; the browser takes over their cookies.
At 360 pixels in the ordinary tier, in the dark theme one page of each template; the rest with ``every_screen``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browser import DESKTOP, PHONE, THEMES, Weight, assert_accessible, assert_fits, assert_light, screenshot
from tests.e2e.system import System
from tests.walk import COURSE, PASSWORD, SENTENCE, SERVICE, Visitor, earn_the_certificate

pytestmark = pytest.mark.browser

BOOK = "/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/"

PUBLISHER = "katalog@lumbung-aksara.example"

ANYONE = {
    "beranda": "/",
    "layanan": "/layanan/",
    "unit": "/layanan/upt-pelatihan-kukm/",
    "standar-pelayanan": SERVICE,
    "riwayat": f"{SERVICE}riwayat/",
    "versi-lama": f"{SERVICE}riwayat/1/",
    "pengaduan": "/pengaduan/",
    "berita": "/berita/",
    "berita-satu": "/berita/belajar-dari-ponsel/",
    "kontak": "/kontak/",
    "tentang": "/tentang/",
    "privasi": "/privasi/",
    "aksesibilitas": "/aksesibilitas/",
    "tanya-jawab": "/tanya-jawab/",
    "masukan": "/masukan/{service}/?jawaban=tidak",
    "masukan-kosong": "/masukan/{service}/",
    "masukan-terkirim": "/masukan/{service}/terkirim/",
    "cari": "/cari/",
    "cari-hasil": f"/cari/?q={SENTENCE}",
    "cari-layanan": "/cari/?q=pelatihan",
    "cari-tanpa-hasil": "/cari/?q=xylofon+kuantum",
    "pelatihan": "/pelatihan/",
    "kursus": COURSE,
    "perpustakaan": "/perpustakaan/",
    "buku": BOOK,
    "buku-cari": f"{BOOK}cari/?q=pelatihan",
    "buku-halaman": f"{BOOK}halaman/5/?q=pelayanan",
    "judul-platform": "{on_platform}",
    "judul-cetak": "{on_paper}",
    "sertifikat-periksa": "/sertifikat/",
    "sertifikat-asing": "/sertifikat/SJW-2222-3333-4444/",
    "sertifikat-asli": "/sertifikat/{code}/",
    "pengingat-asing": "/kelas/pengingat/kata/",
    "daftar": "/akun/daftar/",
    "masuk": "/akun/masuk/",
    "lupa-kata-sandi": "/akun/lupa-kata-sandi/",
    "nonaktif": "/akun/nonaktif/",
    "luring": "/kelas/luring/",
    "404": "/tidak-ada/",
    "kiriman": "{link}",
    "kiriman-katalog": "{link}katalog/",
    "kiriman-katalog-satu": "{catalogue}",
    "kiriman-berakhir": "/kiriman/abcdefgh-00000000000000000000000000000000/",
}
NEWCOMER = {"kode-e-mail": "/akun/konfirmasi/"}
FORGETFUL = {"kode-kata-sandi": "/akun/lupa-kata-sandi/kode/"}
# A demo participant in the middle of the class, and another who has the certificate.
LEARNER = {
    "kelas-saya": "/kelas/",
    "kelas": "{run}",
    "pelajaran": "{lesson}",
    "evaluasi": "{run}evaluasi/",
    "keluar-kelas": "{run}keluar/",
    "hadir": "{run}hadir/",
    "hadir-kode-lain": "/hadir/1/kata/",
    "pelajaran-hilang": "{run}pelajaran/1/",
    "pengumuman": "{run}pengumuman/",
    "tanya": "{run}tanya/",
    "pertanyaan": "{run}pertanyaan/",
    "jawaban": "{run}jawaban/",
    "catatan": "{run}catatan/",
    "catatan-pelajaran": "{lesson}catatan/",
    "usulan": "/perpustakaan/usulan/",
    "usulan-baru": "/perpustakaan/usulan/baru/",
    "usulan-tarik": "{wish}",
    "lengkapi-data": "/akun/profil/lengkapi/?perlu=nik,gender,birth_date,business,nib,cooperative,letter,identity",
}
GRADUATE = {
    "kelas-saya-selesai": "/kelas/",
    "sertifikat-saya": "/kelas/sertifikat/",
    "kelas-selesai": "{done}",
    "selesai": "{done}selesai/",
    "akun": "/akun/",
    "profil": "/akun/profil/",
    "data-kelas": "/akun/profil/data-kelas/",
    "persetujuan": "/akun/persetujuan/",
    "tarik-persetujuan": "/akun/persetujuan/class_data/tarik/",
    "data-saya": "/akun/data-saya/",
    "catatan-pemrosesan": "/akun/data-saya/catatan/",
    "perangkat": "/akun/perangkat/",
    "hapus-akun": "/akun/hapus/",
    "e-mail": "/akun/email/",
    "ganti-kata-sandi": "/akun/kata-sandi/",
    "keluar": "/akun/keluar/",
    "keamanan": "/akun/keamanan/",
    "keamanan-pasang": "/akun/keamanan/pasang/",
    "konfirmasi-ulang": "/akun/konfirmasi-ulang/",
}
STAFF_HALFWAY = {"kode-keamanan": "/akun/keamanan/masuk/"}
STAFF = {
    "akun-petugas": "/akun/",
    "hapus-akun-petugas": "/akun/hapus/",
    "keamanan-terpasang": "/akun/keamanan/",
    "keamanan-matikan": "/akun/keamanan/matikan/",
    "kode-cadangan-baru": "/akun/keamanan/cadangan/baru/",
    "kode-cadangan": "/akun/keamanan/cadangan/",
    "kode-keamanan-ulang": "/akun/keamanan/konfirmasi-ulang/",
}
ENROLLING = {"ikut": "{enrol}", "kelas-saya-baru": "/kelas/"}
VISITORS = {
    "anyone": ANYONE,
    "newcomer": NEWCOMER,
    "forgetful": FORGETFUL,
    "enrolling": ENROLLING,
    "learner": LEARNER,
    "graduate": GRADUATE,
    "staff_halfway": STAFF_HALFWAY,
    "staff": STAFF,
}
SAME_TEMPLATE = {
    "privasi",  # as tentang
    "aksesibilitas",
    "masukan-kosong",  # as masukan
    "cari",  # as cari-hasil
    "cari-layanan",
    "cari-tanpa-hasil",
    "judul-cetak",  # as judul-platform
    "kelas-saya-baru",  # as kelas-saya
    "kelas-saya-selesai",
    "kelas-selesai",  # as kelas
    "akun-petugas",  # as akun
}
"""Pages with the template of another; in the ordinary tier that one is seen in the dark theme."""

FORMS = [
    ("anyone", "daftar"),
    ("anyone", "masukan-kosong"),
    ("anyone", "masuk"),
    ("newcomer", "kode-e-mail"),
    ("learner", "evaluasi"),
    ("learner", "tanya"),
    ("learner", "lengkapi-data"),
    ("learner", "usulan-baru"),
]
_numbers = count(1)

Look = tuple[tuple[int, int], str]
"""Size of the window and colour theme."""
LOOKS: list[Look] = [(size, theme) for size in (PHONE, DESKTOP) for theme in THEMES]


def _cases(pages: list[tuple[str, str]], ordinary: Callable[[str], list[Look]]) -> list[Any]:
    """Each page twice: in its ``ordinary`` looks, and in all others for ``every_screen``."""
    cases = []
    for visitor, name in pages:
        first = ordinary(name)
        rest = [each for each in LOOKS if each not in first]
        cases.append(pytest.param(visitor, name, first, id=name))
        cases.append(pytest.param(visitor, name, rest, id=f"{name}-all", marks=pytest.mark.every_screen))
    return cases


PAGES = _cases(
    [(visitor, name) for visitor, pages in VISITORS.items() for name in pages],
    lambda name: LOOKS[:1] if name in SAME_TEMPLATE else LOOKS[:2],
)
FORMS_WITH_ERRORS = _cases(FORMS, lambda name: LOOKS[:1])


@dataclass(frozen=True)
class Visits:
    """The visitors by name, and the addresses that exist only after what they have done."""

    system: System
    visitors: dict[str, Visitor]
    places: dict[str, str]

    def address(self, visitor: str, name: str) -> str:
        return self.system.base + VISITORS[visitor][name].format(**self.places)

    def confirm(self, visitor: str, name: str) -> None:
        """Give the password again where the page requires a recent one."""
        password = {"staff": self.system.passwords["editor"], "graduate": PASSWORD}.get(visitor)
        if password is not None:
            self.visitors[visitor].get(VISITORS[visitor][name].format(**self.places))
            if "/konfirmasi-ulang/?next=" in self.visitors[visitor].page.url:
                self.visitors[visitor].submit(password=password)

    def context(self, browser: Browser, visitor: str) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, locale="id-ID", reduced_motion="reduce"
        )
        cookies = self.visitors[visitor].session.cookies
        context.add_cookies([{"name": c.name, "value": str(c.value), "url": self.system.base} for c in cookies])
        return context


@pytest.fixture(scope="module")
def visits(system: System) -> Visits:
    graduate = Visitor(system.base)
    email = "aminah@example.id"
    code = earn_the_certificate(graduate, email=email, read_code=lambda: system.code_for(email))
    done = _path(graduate, system).removesuffix("selesai/")
    learner, enrolling = system.log_in("peserta"), _signed_up(system)
    enrolling.submit(code=system.code_for("newcomer1@example.id"))
    enrolling.get(COURSE)
    enrolling.follow("Ikut kelas")
    enrol = _path(enrolling, system)
    learner.get(enrol)
    learner.submit()
    run = _path(learner, system)
    learner.follow("Mulai:")
    lesson = _path(learner, system)
    learner.submit()
    learner.get("/perpustakaan/usulan/")
    learner.follow("Tarik")
    wish = _path(learner, system)
    link, catalogue = _link_of_a_publisher(system)
    staff = system.log_in("editor")
    staff.get("/akun/keamanan/masuk/")
    staff.submit(code=system.second_factor("editor"))
    staff.get("/akun/keamanan/cadangan/baru/")
    staff.submit(password=system.passwords["editor"])
    staff.submit()
    graduate.get("/akun/keamanan/pasang/")
    graduate.submit(password=PASSWORD)
    forgetful = Visitor(system.base)
    forgetful.get("/akun/lupa-kata-sandi/")
    forgetful.submit(email="peserta@contoh.id")
    visitors = {
        "anyone": Visitor(system.base),
        "newcomer": _signed_up(system),
        "forgetful": forgetful,
        "enrolling": enrolling,
        "learner": learner,
        "graduate": graduate,
        "staff_halfway": system.log_in("pengajar"),
        "staff": staff,
    }
    places = {
        "code": code,
        "done": done,
        "enrol": enrol,
        "run": run,
        "lesson": lesson,
        "service": _number_of_the_service(system),
        "wish": wish,
        "link": link,
        "catalogue": catalogue,
        "on_platform": _title_with("Di KUBUKU", system),
        "on_paper": _title_with("Buku cetak", system),
    }
    return Visits(system, visitors, places)


def _number_of_the_service(system: System) -> str:
    """The number of the service in the address of its feedback form."""
    found = re.search(r"/masukan/(\d+)/", str(Visitor(system.base).get(SERVICE)))
    assert found is not None
    return found[1]


def _title_with(tag: str, system: System) -> str:
    """The address of a demo title with this tag, from the first three pages of the list of books."""
    for number in range(1, 4):
        shelf = Visitor(system.base).get(f"/perpustakaan/?page={number}")
        for card in shelf.select(".books-card"):
            if tag in [one.get_text() for one in card.select(".tag")]:
                return str(card.select_one("a")["href"])
    raise AssertionError(f"no title in the list of books has the tag {tag}")


def _link_of_a_publisher(system: System) -> tuple[str, str]:
    """The delivery page of a demo publisher, and the page of one of their catalogues."""
    words = system.mail_to(PUBLISHER, "Menyerahkan berkas pesanan").get_body().get_content()
    found = re.search(r"/kiriman/\S+", words)
    assert found is not None, words
    publisher = Visitor(system.base)
    publisher.get(f"{found[0]}katalog/")
    publisher.follow("lumbung-aksara")
    return found[0], _path(publisher, system)


def _signed_up(system: System) -> Visitor:
    """A person who has signed up and not yet entered the code of the mail."""
    visitor = Visitor(system.base)
    visitor.get("/akun/daftar/")
    email = f"newcomer{next(_numbers)}@example.id"
    visitor.submit(full_name="Siti Aminah", email=email, password1=PASSWORD, regency="35.78", consent="on")
    return visitor


def _path(visitor: Visitor, system: System) -> str:
    return visitor.page.url.removeprefix(system.base)


def _look(page: Page, name: str, looks: list[Look]) -> None:
    for (width, height), theme in looks:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        assert_fits(page)
        screenshot(page, f"{name}-{width}-{theme}")
        assert_accessible(page)


@pytest.mark.parametrize(("visitor", "name", "looks"), PAGES)
def test_a_page_is_accessible_fits_and_is_light(
    visits: Visits, browser: Browser, visitor: str, name: str, looks: list[Look]
) -> None:
    visits.confirm(visitor, name)
    page = visits.context(browser, visitor).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    weight = Weight.of(page)
    response = page.goto(visits.address(visitor, name), wait_until="load")
    assert response is not None
    assert page.url == visits.address(visitor, name).replace(" ", "%20"), "the visitor was redirected"
    assert_light(weight)
    _look(page, f"halaman-{name}", looks)
    expected = [f"status of {response.status}"] if response.status != 200 else []
    assert [words for words in complaints if not any(word in words for word in expected)] == []
    page.context.close()


@pytest.mark.parametrize(("visitor", "name", "looks"), FORMS_WITH_ERRORS)
def test_a_form_with_errors_is_accessible_and_fits(
    visits: Visits, browser: Browser, visitor: str, name: str, looks: list[Look]
) -> None:
    page = visits.context(browser, visitor).new_page()
    page.goto(visits.address(visitor, name))
    page.locator("main form").first.locator("button").first.click()
    expect(page).to_have_title(re.compile("^Kesalahan: "), timeout=30_000)
    _look(page, f"kesalahan-{name}", looks)
    page.context.close()
