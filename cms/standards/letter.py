"""The letter that some services ask for ("Surat Permohonan"), made from the service's own data and ready to be filled in."""

import re

from cms.pages.models.contact import OfficeContact
from cms.standards.contact import counter_of
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.documents.blank_letter import BlankLetter, Line
from core.office import OFFICE

_letter = re.compile(r"surat\s*(?:/\s*form(?:ulir)?\s*)?permohonan\b", re.IGNORECASE)
_SENDER: tuple[Line, ...] = (
    ("Nama", ""),
    ("Jabatan (bila mewakili)", ""),
    ("Nama usaha atau koperasi", ""),
    ("Alamat", ""),
    ("", ""),
    ("Telepon atau WhatsApp", ""),
    ("E-mail (bila ada)", ""),
)


def asks_for_letter(requirement: str) -> bool:
    """Whether this is the applicant's own letter. A letter that somebody else writes (a campus, a bank) is not."""
    return _letter.match(requirement.strip()) is not None


def has_letter(page: ServicePage) -> bool:
    return any(asks_for_letter(str(item)) for group in page.requirements for item in group.value["items"])


def letter_of(page: ServicePage, *, unit: WorkUnitPage | None, office: OfficeContact) -> BlankLetter | None:
    """None for a service that asks for no letter.

    Addressed to the head of the office, to the attention of the unit: the decree names no other recipient. The other
    requirements are listed as enclosures where there is one list of them for everybody.
    """
    if not has_letter(page):
        return None
    name = office.name or OFFICE.full_name
    counter = counter_of(unit, office)
    attention = f"u.p. {unit.title}" if unit is not None and unit.live else ""
    groups = [[str(item) for item in group.value["items"]] for group in page.requirements]
    enclosures = [item for item in groups[0] if not asks_for_letter(item)] if len(groups) == 1 else []
    return BlankLetter(
        subject=f"Permohonan {page.title}",
        addressee=tuple(line for line in (f"Yth. Kepala {name}", attention, counter.street, counter.locality) if line),
        sender=_SENDER,
        request=f"Dengan ini saya mengajukan permohonan layanan {page.title} kepada {name}.",
        enclosures=tuple(enclosures),
    )
