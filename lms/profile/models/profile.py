"""Personal details of a participant beyond the account."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.personal_data.fields import EncryptedTextField
from core.personal_data.fields import masked_phone as masked
from lms.profile import nik as nik_rules
from lms.profile.business import Sector


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


class Gender(models.TextChoices):
    """As on the KTP."""

    MALE = nik_rules.MALE, "Laki-laki"
    FEMALE = nik_rules.FEMALE, "Perempuan"


class NikState(models.TextChoices):
    """At most one account is the confirmed holder of a NIK; the others wait for staff and are not held up by that."""

    NONE = "", "belum diisi"
    CONFIRMED = "confirmed", "dipegang akun ini"
    CONTESTED = "contested", "menunggu pemeriksaan petugas"


class NikWarning(models.TextChoices):
    """Contradictions between a NIK and its holder's answers. Stored and shown, never an error (PP 40/2019)."""

    BIRTH_DATE = "birth_date", "Tanggal lahir di dalam NIK berbeda dari tanggal lahir yang diisi."
    GENDER = "gender", "Jenis kelamin di dalam NIK berbeda dari yang diisi."
    PLACE = "place", "NIK ini pertama kali terbit di luar Jawa Timur."


class Profile(models.Model):
    """One a person. NIK and telephone number are encrypted; a keyed hash of each finds equals without being readable.

    Two people may write down one telephone number; only one can prove it (``User.phone_hash``) and log in with it.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {
        "regency",
        "phone",
        "phone_hash",
        "nik",
        "nik_hash",
        "gender",
        "birth_date",
        "business_name",
        "nib",
        "cooperative",
    }

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.CASCADE, related_name="profile"
    )
    regency = models.CharField("kabupaten/kota", max_length=5, choices=Regency.choices)
    phone = EncryptedTextField("nomor telepon", null=True, blank=True)
    phone_hash = models.CharField(  # noqa: DJ001 - NULL as in lms_profile_phone_with_hash, since before it lost "unique"
        max_length=64, null=True, blank=True, db_index=True, editable=False
    )
    nik = EncryptedTextField("NIK", null=True, blank=True)
    nik_hash = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    nik_state = models.CharField("keadaan NIK", max_length=10, choices=NikState.choices, default=NikState.NONE, blank=True)
    nik_warnings = models.JSONField("catatan NIK", default=list, blank=True)
    gender = models.CharField("jenis kelamin", max_length=6, choices=Gender.choices, blank=True)
    birth_date = models.DateField("tanggal lahir", null=True, blank=True)
    business_name = models.CharField("nama usaha", max_length=150, blank=True)
    business_sector = models.CharField("bidang usaha", max_length=12, choices=Sector.choices, blank=True)
    nib = models.CharField("NIB", max_length=13, blank=True)
    cooperative = models.CharField("koperasi", max_length=150, blank=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profil"
        permissions = [("reveal_nik", "Dapat membuka NIK peserta")]
        constraints = [
            models.CheckConstraint(condition=Q(regency__in=Regency.values), name="lms_profile_known_regency"),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_hash__isnull=True) | Q(phone__isnull=False, phone_hash__isnull=False),
                name="lms_profile_phone_with_hash",
            ),
            models.CheckConstraint(
                condition=Q(nik__isnull=True, nik_hash="", nik_state="")
                | (Q(nik__isnull=False, nik_state__in=["confirmed", "contested"]) & ~Q(nik_hash="")),
                name="lms_profile_nik_with_hash",
            ),
            models.UniqueConstraint(
                fields=["nik_hash"], condition=Q(nik_state="confirmed"), name="lms_profile_nik_one_confirmed_holder"
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]) & Q(business_sector__in=["", *Sector.values]),
                name="lms_profile_known_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"Profil {self.user_id}"

    @property
    def masked_phone(self) -> str:
        """The number as it is shown on screens: the first and last digits only."""
        return masked(self.phone) if self.phone else ""

    @property
    def masked_nik(self) -> str:
        """The NIK as it is shown on screens, to its holder and to staff alike."""
        return nik_rules.masked(self.nik) if self.nik else ""

    @property
    def nik_warning_sentences(self) -> list[str]:
        return [str(NikWarning(code).label) for code in self.nik_warnings]


class DuplicateNik(models.Model):
    """A profile whose NIK another account already holds. Open until staff decide or the other account lets go of it."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"nik_hash"}

    class Outcome(models.TextChoices):
        CLAIMANT = "claimant", "milik pengisi terakhir"
        HOLDER = "holder", "milik pemegang pertama"
        RELEASED = "released", "tidak lagi ganda"

    profile = models.ForeignKey(
        "lms.Profile", verbose_name="pengisi terakhir", on_delete=models.CASCADE, related_name="duplicate_niks"
    )
    nik_hash = models.CharField(max_length=64, db_index=True, editable=False)
    opened_at = models.DateTimeField("masuk antrean", auto_now_add=True)
    outcome = models.CharField("keputusan", max_length=10, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diputuskan oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "NIK ganda"
        verbose_name_plural = "NIK ganda"
        ordering = ["decided_at", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile"], condition=Q(decided_at=None), name="lms_duplicate_nik_open_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="lms_duplicate_nik_decided_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"NIK ganda {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
