"""The profile, its NIK, and documents."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.utils.formats import date_format

from core.personal_data.formatting import EMPTY, day_text, non_empty
from core.personal_data.registry import Fact, PersonalDataProvider
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Profile
from lms.profile.services import nik


class ProfileData(PersonalDataProvider):
    key = "data_diri"
    label = "Data diri dan usaha"
    purpose = "Untuk memeriksa syarat kelas yang memerlukannya dan melaporkan pelatihan tanpa menyebut nama."
    retention = "Sampai Anda mengosongkannya, menarik persetujuan, atau menghapus akun."
    models = ("lms.Profile", "lms.DuplicateNik")
    correct_url_name = "lms_details"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        profile = Profile.objects.filter(user_id=user.pk).first()
        if profile is None:
            return []
        facts = [
            ("Kabupaten/kota", profile.get_regency_display()),
            ("Nomor telepon", profile.masked_phone or EMPTY),
            ("NIK", profile.masked_nik or EMPTY),
            ("Jenis kelamin", profile.get_gender_display() or EMPTY),
            ("Tanggal lahir", date_format(profile.birth_date, "j F Y") if profile.birth_date else EMPTY),
            ("Usaha", ", ".join(filter(None, [profile.business_name, profile.get_business_sector_display()])) or EMPTY),
            ("NIB", profile.nib or EMPTY),
            ("Koperasi", profile.cooperative or EMPTY),
        ]
        return non_empty(facts)

    def export(self, user: AbstractBaseUser) -> object:
        profile = Profile.objects.filter(user_id=user.pk).first()
        if profile is None:
            return None
        return {
            "kabupaten_kota": profile.get_regency_display(),
            "telepon": profile.phone,
            "nik": profile.nik,
            "catatan_nik": profile.nik_warning_sentences,
            "jenis_kelamin": profile.get_gender_display(),
            "tanggal_lahir": profile.birth_date,
            "usaha": profile.business_name,
            "bidang_usaha": profile.get_business_sector_display(),
            "nib": profile.nib,
            "koperasi": profile.cooperative,
            "diubah": profile.updated_at,
        }

    def erase(self, user: AbstractBaseUser) -> None:
        """Release the NIK; it passes to the longest waiting claimant."""
        profile = Profile.objects.filter(user_id=user.pk).first()
        if profile is not None:
            nik.assign(profile=profile, number=None)


class DocumentData(PersonalDataProvider):
    key = "berkas"
    label = "Berkas"
    purpose = "Surat Permohonan dan Identitas Diri yang diminta sebuah kelas, untuk diperiksa petugas."
    retention = "Sampai diganti, persetujuan ditarik, atau akun dihapus."
    models = ("lms.PersonalDocument",)
    correct_url_name = "lms_details"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        documents = PersonalDocument.objects.filter(user_id=user.pk).order_by("kind")
        return [
            (one.get_kind_display(), f"{one.get_state_display()}, diunggah {day_text(one.uploaded_at)}") for one in documents
        ]

    def export(self, user: AbstractBaseUser) -> object:
        return list(
            PersonalDocument.objects.filter(user_id=user.pk).values(
                "kind", "content_type", "size", "sha256", "state", "reason", "uploaded_at", "checked_at"
            )
        )

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        for document in PersonalDocument.objects.filter(user_id=user.pk).order_by("kind"):
            yield f"{document.get_kind_display()}.{document.extension}", document.file
