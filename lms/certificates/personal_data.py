"""Certificates: retained as official documents after the account is erased."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File

from core.personal_data.registry import Fact, PersonalDataProvider
from lms.certificates.models import Certificate


class CertificateData(PersonalDataProvider):
    key = "sertifikat"
    label = "Sertifikat"
    purpose = "Supaya siapa pun yang memegang sertifikat dapat memeriksa keasliannya."
    retention = (
        "Daftar sertifikat (nama, nomor, pelatihan, berkas yang terbit) tetap ada sesudah akun dihapus: dokumen resmi dinas "
        "yang wajib diarsipkan (UU 43/2009). Kaitannya dengan akun Anda diputus. Ganti nama tidak mengubah sertifikat yang "
        "sudah terbit."
    )
    models = ("lms.Certificate",)

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        certificates = Certificate.objects.filter(holder_id=user.pk).order_by("issued_at")
        return [(one.number, f"{one.course_title}, atas nama {one.holder_name}") for one in certificates]

    def export(self, user: AbstractBaseUser) -> object:
        return list(
            Certificate.objects.filter(holder_id=user.pk).values(
                "number", "code", "holder_name", "course_title", "issued_at", "revoked_at", "revocation_reason"
            )
        )

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        for certificate in Certificate.objects.filter(holder_id=user.pk):
            yield f"Sertifikat {certificate.code}.pdf", certificate.pdf
