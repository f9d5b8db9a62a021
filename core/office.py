"""Whose site this is: the head of its papers, the foot of its pages, and the pages that come out when all else fails.

What staff may edit, with every telephone number, is ``cms.OfficeContact``; it is shown on `/kontak/` and beside services.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    government: str
    name: str
    province: str
    street: str
    city: str
    postal_code: str
    phone: str
    phone_link: str
    email: str

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.province}"

    @property
    def address(self) -> str:
        return f"{self.street}, {self.city} {self.postal_code}"


OFFICE = Office(
    government="Pemerintah Provinsi Jawa Timur",
    name="Dinas Koperasi, Usaha Kecil dan Menengah",
    province="Provinsi Jawa Timur",
    street="Jl. Raya Bandara Juanda No. 22",
    city="Sidoarjo",
    postal_code="61254",
    phone="(031) 8671330",
    phone_link="+62318671330",
    email="diskopukm@jatimprov.go.id",
)
