"""Walks the three ways through the house over plain HTTP, as a browser without script would."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_string
from pathlib import Path
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

SERVICE = "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/"
SENTENCE = "Masuk ke kelas pelatihan yang diinginkan"
COURSE = "/pelatihan/foto-produk-dengan-ponsel/"
PASSWORD = "pasar-wonokromo-buka-pagi"


@dataclass
class Visitor:
    """One person's browser: cookies, links and forms, no script."""

    base: str
    session: requests.Session = field(default_factory=requests.Session)
    page: requests.Response = field(init=False)

    def get(self, path: str) -> BeautifulSoup:
        """Open an address. Fails unless it answers 200."""
        self.page = self.session.get(urljoin(self.base, path), timeout=30)
        assert self.page.status_code == 200, f"{path}: {self.page.status_code}"
        return self.soup

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.page.text, "html.parser")

    def follow(self, words: str) -> BeautifulSoup:
        """Follow the first link in the main part whose text holds ``words``."""
        for link in self._main().find_all("a"):
            if words.lower() in link.get_text(" ", strip=True).lower():
                return self.get(urljoin(self.page.url, str(link["href"])))
        raise AssertionError(f"no link {words!r} on {self.page.url}: {self._main().get_text(' ', strip=True)[:600]}")

    def submit(self, **values: str) -> BeautifulSoup:
        """Send the page's POST form with its hidden fields and ``values``."""
        form = self._main().find("form", method=re.compile("post", re.I))
        assert isinstance(form, Tag), f"no form on {self.page.url}"
        hidden = {str(tag["name"]): str(tag.get("value", "")) for tag in form.find_all("input", type="hidden")}
        target = urljoin(self.page.url, str(form.get("action") or self.page.url))
        self.page = self.session.post(target, data=hidden | values, headers={"Referer": self.page.url}, timeout=60)
        assert self.page.status_code == 200, f"{target}: {self.page.status_code}"
        errors = self.soup.select(".error-summary")
        assert not errors, errors[0].get_text(" ", strip=True)
        return self.soup

    def _main(self) -> Tag:
        main = self.soup.find("main")
        assert isinstance(main, Tag)
        return main


def read_the_service(visitor: Visitor) -> None:
    """Way 1: from the list of services to all 14 components of the decree."""
    assert SERVICE in str(visitor.get("/layanan/"))
    text = visitor.get(SERVICE).get_text(" ", strip=True)
    for words in (
        "Surat Permohonan",
        "1–3 jam",
        "Gratis",
        "Tidak Ada Biaya",
        "SP4N LAPOR!",
        "Analis Kurikulum dan Pembelajaran",
    ):
        assert words in text, words


def find_the_book(visitor: Visitor) -> None:
    """Way 3: a sentence inside the book leads to the picture of its page."""
    result = visitor.get(f"/cari/?q={SENTENCE}")
    link = next(a for a in result.find_all("a") if re.search(r"/perpustakaan/.+/halaman/\d+/", str(a.get("href"))))
    page = visitor.get(str(link["href"]))
    assert SENTENCE in page.get_text(" ", strip=True)
    picture = page.find("img", src=re.compile("/gambar"))
    assert isinstance(picture, Tag)
    answer = visitor.session.get(urljoin(visitor.base, str(picture["src"])), timeout=30)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")


def earn_the_certificate(visitor: Visitor, *, email: str, read_code: Callable[[], str]) -> str:
    """Way 2: sign up on the way into a class, lesson, evaluation, certificate; return its code."""
    visitor.get(COURSE)
    visitor.follow("Ikut kelas")
    if "/akun/masuk/" in visitor.page.url:
        visitor.follow("Daftar")
    visitor.submit(full_name="Siti Aminah", email=email, password1=PASSWORD, regency="35.78", consent="on")
    visitor.submit(code=read_code())
    visitor.submit()  # "Ikut kelas ini"
    visitor.follow("Mulai:")
    visitor.submit()  # "Tandai selesai"
    assert visitor.page.url.endswith("/evaluasi/")
    questions = [str(tag["name"]) for tag in visitor._main().select("form [name]") if tag.get("type") != "hidden"]
    visitor.submit(**{name: "4" if tag_is_scale(visitor, name) else "Contohnya mudah ditiru." for name in set(questions)})
    text = visitor.soup.get_text(" ", strip=True)
    code = re.search(r"SJW(-[A-Z0-9]{4}){3}", text)
    assert code is not None, text[:800]
    pdf = visitor.session.get(visitor.page.url.replace("/selesai/", "/sertifikat.pdf"), timeout=60)
    assert pdf.content.startswith(b"%PDF-")
    stranger = Visitor(visitor.base)
    assert "Siti Aminah" in stranger.get(f"/sertifikat/{code.group()}/").get_text(" ", strip=True)
    return code.group()


def tag_is_scale(visitor: Visitor, name: str) -> bool:
    tag = visitor._main().find(attrs={"name": name})
    return isinstance(tag, Tag) and tag.get("type") == "radio"


def code_from_folder(folder: Path, email: str, *, seconds: float = 90) -> str:
    """The sign-up code in the newest mail file for ``email``; waits until the worker has written it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path in sorted(folder.glob("*.log"), reverse=True):
            body = message_from_string(path.read_text())
            if email in path.read_text() and (code := find_code(body.as_string())):
                return code
        time.sleep(0.1)
    raise AssertionError(f"no mail for the new account in {folder} after {seconds} s")


def find_code(text: str) -> str | None:
    found = re.search(r"(?m)^\s*([A-Z0-9]{3}-?[A-Z0-9]{3,5})\s*$", text)
    return found.group(1) if found else None
