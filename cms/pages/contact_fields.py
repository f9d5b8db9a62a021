"""Where and how an office or a unit is reached: fields that staff fill in, all optional. What is empty is not shown."""

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from cms.pages.opening_hours import OpeningLine, opening_lines, validate_opening_hours

if TYPE_CHECKING:
    from wagtail.models import Page as Base
else:
    Base = models.Model

MAP_SEARCH = "https://www.google.com/maps/search/?"
WHATSAPP = r"^\+62[1-9][0-9]{7,12}$"
CONTACT_FIELDS = ("street", "city", "postal_code", "map_url", "opening_hours", "phones", "whatsapp", "email")


class Phone(NamedTuple):
    """A number as staff wrote it, and as a ``tel:`` link dials it."""

    text: str
    dialled: str


def whatsapp_number(text: str) -> str:
    """``0812-3456-7890``, ``62 812…`` and ``+62 (812)…`` all give ``+6281234567890``. Raises ValidationError."""
    digits = re.sub(r"[\s().-]", "", text)
    number = "+62" + re.sub(r"^(\+62|62|0)", "", digits)
    if not re.fullmatch(WHATSAPP, number):
        raise ValidationError("Isi nomor WhatsApp Indonesia, misalnya 0812-3456-7890 atau +6281234567890.")
    return number


def validate_whatsapp(text: str) -> None:
    whatsapp_number(text)


class ContactFields(Base):
    """Address, hours and ways to write or call. A map link belongs to an address: it is not kept without one."""

    street = models.CharField("jalan", max_length=200, blank=True)
    city = models.CharField("kota", max_length=80, blank=True)
    postal_code = models.CharField("kode pos", max_length=10, blank=True)
    map_url = models.URLField(
        "tautan peta",
        blank=True,
        max_length=500,
        validators=[RegexValidator(r"^https://", "Salin tautan yang diawali https:// dari aplikasi peta.")],
        help_text="Salin dari aplikasi peta. Kosong: tautannya mencari alamat di atas.",
    )
    opening_hours = models.TextField(
        "jam buka",
        blank=True,
        max_length=300,
        validators=[validate_opening_hours],
        help_text="Satu baris satu hari atau rentang hari, misalnya: Senin–Kamis 08.00–15.30. Kosong: tidak ditampilkan.",
    )
    phones = models.CharField("telepon", max_length=200, blank=True, help_text="Pisahkan dengan koma.")
    whatsapp = models.CharField(
        "WhatsApp",
        max_length=30,
        blank=True,
        validators=[validate_whatsapp],
        help_text="Satu nomor yang dijawab petugas. Disimpan dengan +62. Kosong: tidak ditampilkan.",
    )
    email = models.EmailField("e-mail", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(whatsapp="") | Q(whatsapp__regex=WHATSAPP),
                name="%(app_label)s_%(class)s_whatsapp",
                violation_error_message="Isi nomor WhatsApp yang diawali +62.",
            ),
            models.CheckConstraint(
                condition=Q(map_url="") | (Q(map_url__startswith="https://") & ~Q(street="")),
                name="%(app_label)s_%(class)s_map_has_address",
                violation_error_message="Tautan peta disertai jalan, supaya alamat dan petanya satu tempat.",
            ),
        ]

    def clean(self) -> None:
        """Normalises the WhatsApp number. Raises ValidationError for a map link without an address."""
        super().clean()
        self.street = self.street.strip()
        if self.whatsapp:
            self.whatsapp = whatsapp_number(self.whatsapp)
        if self.map_url and not self.street:
            raise ValidationError({"map_url": "Isi juga jalannya, supaya alamat dan petanya satu tempat."})

    @property
    def phone_list(self) -> list[str]:
        return [phone.strip() for phone in self.phones.split(",") if phone.strip()]

    @property
    def phone_links(self) -> list[Phone]:
        return [Phone(phone, re.sub(r"[^+\d]", "", phone)) for phone in self.phone_list]

    @property
    def opening_lines(self) -> tuple[OpeningLine, ...]:
        """Empty for hours that can't be read: forms refuse them, and a page is never lost for them."""
        try:
            return opening_lines(self.opening_hours)
        except ValidationError:
            return ()

    @property
    def map_link(self) -> str:
        """The map link, else a map search for the address; an embedded map would track visitors. "" without a street."""
        words = ", ".join(part for part in (self.street, self.city, self.postal_code) if part)
        return self.map_url or (MAP_SEARCH + urlencode({"api": 1, "query": words}) if self.street else "")

    @property
    def whatsapp_link(self) -> str:
        return f"https://wa.me/{self.whatsapp.removeprefix('+')}" if self.whatsapp else ""
