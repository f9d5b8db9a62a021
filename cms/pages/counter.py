"""The contact data of one place, as pages and structured data show them."""

from dataclasses import dataclass

from cms.pages.contact_fields import ContactFields, Phone
from cms.pages.models.contact import OfficeContact
from cms.pages.opening_hours import OpeningLine


@dataclass(frozen=True)
class Counter:
    """What is known of the place and the ways to write or call; empty where staff entered nothing.

    ``of_office``: details that the office answers for although the unit is somewhere else.
    """

    name: str
    street: str
    city: str
    postal_code: str
    map_link: str
    hours: tuple[OpeningLine, ...]
    phones: tuple[Phone, ...]
    whatsapp: str
    whatsapp_link: str
    email: str
    of_office: frozenset[str] = frozenset()

    @property
    def locality(self) -> str:
        return " ".join(part for part in (self.city, self.postal_code) if part)

    @property
    def is_known(self) -> bool:
        return any((self.street, self.hours, self.phones, self.whatsapp, self.email))


def counter_of_office(office: OfficeContact) -> Counter:
    return counter_from(office.name, place=office, hours=office, phones=office, whatsapp=office, email=office)


def counter_from(
    name: str,
    *,
    place: ContactFields,
    hours: ContactFields,
    phones: ContactFields,
    whatsapp: ContactFields,
    email: ContactFields,
    of_office: set[str] | None = None,
) -> Counter:
    """Each detail from the row named for it."""
    return Counter(
        name=name,
        street=place.street,
        city=place.city,
        postal_code=place.postal_code,
        map_link=place.map_link,
        hours=hours.opening_lines,
        phones=tuple(phones.phone_links),
        whatsapp=whatsapp.whatsapp,
        whatsapp_link=whatsapp.whatsapp_link,
        email=email.email,
        of_office=frozenset(of_office or ()),
    )
