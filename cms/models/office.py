"""How to reach the office."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="mail")
class OfficeContact(BaseSiteSetting):
    """One set of addresses for the complaint page and the structured data; empty lines are simply not shown."""

    name = models.CharField("nama dinas", max_length=200, blank=True)
    street = models.CharField("jalan", max_length=200, blank=True)
    city = models.CharField("kota", max_length=80, blank=True)
    postal_code = models.CharField("kode pos", max_length=10, blank=True)
    phones = models.CharField("telepon", max_length=200, blank=True, help_text="Pisahkan dengan koma.")
    fax = models.CharField("faksimile", max_length=200, blank=True, help_text="Pisahkan dengan koma.")
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField("situs web", blank=True)
    lapor_url = models.URLField("alamat SP4N LAPOR!", blank=True)

    panels = [
        FieldPanel(name)
        for name in ("name", "street", "city", "postal_code", "phones", "fax", "email", "website", "lapor_url")
    ]

    class Meta:
        verbose_name = "kontak dinas"

    @property
    def phone_list(self) -> list[str]:
        return [phone.strip() for phone in self.phones.split(",") if phone.strip()]
