"""What a participant tells about themselves beyond the account."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.fields import EncryptedTextField
from lms.phone import masked


class Regency(models.TextChoices):
    """The 29 kabupaten and 9 kota of East Java; codes of Kemendagri (35.xx; BPS writes the same digits without the dot)."""

    PACITAN = "35.01", "Kabupaten Pacitan"
    PONOROGO = "35.02", "Kabupaten Ponorogo"
    TRENGGALEK = "35.03", "Kabupaten Trenggalek"
    TULUNGAGUNG = "35.04", "Kabupaten Tulungagung"
    BLITAR = "35.05", "Kabupaten Blitar"
    KEDIRI = "35.06", "Kabupaten Kediri"
    MALANG = "35.07", "Kabupaten Malang"
    LUMAJANG = "35.08", "Kabupaten Lumajang"
    JEMBER = "35.09", "Kabupaten Jember"
    BANYUWANGI = "35.10", "Kabupaten Banyuwangi"
    BONDOWOSO = "35.11", "Kabupaten Bondowoso"
    SITUBONDO = "35.12", "Kabupaten Situbondo"
    PROBOLINGGO = "35.13", "Kabupaten Probolinggo"
    PASURUAN = "35.14", "Kabupaten Pasuruan"
    SIDOARJO = "35.15", "Kabupaten Sidoarjo"
    MOJOKERTO = "35.16", "Kabupaten Mojokerto"
    JOMBANG = "35.17", "Kabupaten Jombang"
    NGANJUK = "35.18", "Kabupaten Nganjuk"
    MADIUN = "35.19", "Kabupaten Madiun"
    MAGETAN = "35.20", "Kabupaten Magetan"
    NGAWI = "35.21", "Kabupaten Ngawi"
    BOJONEGORO = "35.22", "Kabupaten Bojonegoro"
    TUBAN = "35.23", "Kabupaten Tuban"
    LAMONGAN = "35.24", "Kabupaten Lamongan"
    GRESIK = "35.25", "Kabupaten Gresik"
    BANGKALAN = "35.26", "Kabupaten Bangkalan"
    SAMPANG = "35.27", "Kabupaten Sampang"
    PAMEKASAN = "35.28", "Kabupaten Pamekasan"
    SUMENEP = "35.29", "Kabupaten Sumenep"
    KOTA_KEDIRI = "35.71", "Kota Kediri"
    KOTA_BLITAR = "35.72", "Kota Blitar"
    KOTA_MALANG = "35.73", "Kota Malang"
    KOTA_PROBOLINGGO = "35.74", "Kota Probolinggo"
    KOTA_PASURUAN = "35.75", "Kota Pasuruan"
    KOTA_MOJOKERTO = "35.76", "Kota Mojokerto"
    KOTA_MADIUN = "35.77", "Kota Madiun"
    KOTA_SURABAYA = "35.78", "Kota Surabaya"
    KOTA_BATU = "35.79", "Kota Batu"


class Profile(models.Model):
    """One a person. The telephone number is encrypted; its keyed hash keeps it unique without being readable."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"regency", "phone", "phone_hash"}

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.CASCADE, related_name="profile"
    )
    regency = models.CharField("kabupaten/kota", max_length=5, choices=Regency.choices)
    phone = EncryptedTextField("nomor telepon", null=True, blank=True)
    phone_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profil"
        constraints = [
            models.CheckConstraint(condition=Q(regency__in=Regency.values), name="lms_profile_known_regency"),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_hash__isnull=True) | Q(phone__isnull=False, phone_hash__isnull=False),
                name="lms_profile_phone_with_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"Profil {self.user_id}"

    @property
    def masked_phone(self) -> str:
        """The number as it is shown on screens: the first and last digits only."""
        return masked(self.phone) if self.phone else ""
