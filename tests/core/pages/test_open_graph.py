"""A page sent to a friend shows its own title, what it is about, and its one address."""

import html
import re

import pytest
from django.template import engines
from django.test import Client, RequestFactory

PAGE = """{% extends "base.html" %}
{% block title %}
  Izin usaha &amp; {{ name }}
{% endblock %}
{% block description %}Syarat, waktu, dan biaya.{% endblock %}"""


def properties(page: str) -> dict[str, str]:
    return {name: html.unescape(text) for name, text in re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page)}


def test_it_repeats_the_title_and_the_description_of_the_page(settings: object) -> None:
    settings.SITE_URL = "https://sijawara.example"  # type: ignore[attr-defined]
    template = engines["django"].from_string(PAGE)
    page = template.render({"name": "<modal>"}, RequestFactory().get("/layanan/izin/", {"q": "x"}))
    assert properties(page) == {
        "url": "https://sijawara.example/layanan/izin/",
        "title": "Izin usaha & <modal>",
        "description": "Syarat, waktu, dan biaya.",
        "site_name": "Si-Jawara+",
        "type": "website",
        "locale": "id_ID",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/pengaduan/", "/perpustakaan/", "/sertifikat/"])
def test_every_public_page_has_them(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    found = properties(page)
    title = re.findall(r"<title>(.*?) – Si-Jawara\+</title>", page, re.DOTALL)[0]
    assert found["title"] == html.unescape(" ".join(title.split()))
    assert set(found) == {"url", "title", "description", "site_name", "type", "locale"}
    assert all(found.values())
