"""Where a citizen applies for a service: the contact data of its unit, else those of the office.

Each detail comes from one of the two whole. Address and map are one detail. Hours belong to a place: a unit with an address
of its own never shows the office's hours.
"""

from cms.pages.contact_fields import ContactFields
from cms.pages.counter import Counter, counter_from, counter_of_office
from cms.pages.models.contact import OfficeContact
from cms.standards.models.work_unit import WorkUnitPage


def counter_of(unit: WorkUnitPage | None, office: OfficeContact) -> Counter:
    """The unit's details where it has them. A unit that isn't public shows the office's: nobody approved its own."""
    if unit is None or not unit.live:
        return counter_of_office(office)

    def owner(field: str) -> ContactFields:
        return unit if getattr(unit, field) else office

    place = owner("street")
    hours = unit if unit.opening_hours else place
    ways = {name: owner(name) for name in ("phones", "whatsapp", "email")}
    is_elsewhere = place is unit
    of_office = {name for name, whose in ways.items() if whose is office} if is_elsewhere else set()
    return counter_from(unit.title if is_elsewhere else office.name, place=place, hours=hours, of_office=of_office, **ways)
