"""All the decree's services as citizens read them."""

import html
import re

from django.test import Client

from cms.standards.durations import span_text
from cms.standards.imports.records import Standard, StandardSet
from cms.standards.models.service import ServicePage

TEXTS = ("fee_words", "product", "supervision", "service_guarantee")
BULLETS = ("facilities", "competence", "staff_roles", "safety_guarantee", "evaluation")


def text_of(client: Client, page: ServicePage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200, page
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def words_of(standard: Standard, standards: StandardSet) -> list[str]:
    """Everything that the data file says of a service's fourteen components."""
    laws = [standards.legal_bases[key] for key in standard.legal_basis]
    return [
        *(standard.fields[name] for name in TEXTS),
        *(value for name in BULLETS for _, value in standard.streams[name]),
        *(item for _, group in standard.streams["requirements"] for item in (group["title"], *group["items"])),
        *(step["text"] for _, step in standard.streams["procedure"]),
        *(span_text(span) for _, span in standard.streams["durations"]),
        *(channel["name"] for _, channel in standard.streams["complaint_channels"]),
        *(f"Nomor {law['number']} Tahun {law['year']} tentang {law['title']}" for law in laws),
        f"{standard.fields['staff_number']} orang, terdiri dari:",
    ]


def test_every_word_of_every_public_service_is_on_its_page(
    client: Client, whole_site: list[str], standards: StandardSet
) -> None:
    public = {page.decree_key: page for page in ServicePage.objects.live()}
    assert len(public) == 23
    for standard in standards.standards:
        if standard.key not in public:
            continue
        text = text_of(client, public[standard.key])
        missing = [words for words in words_of(standard, standards) if words not in text]
        assert not missing, f"{standard.title}: {missing}"
