"""Consents, requests, and the record of processing."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.audit.models import AuditEntry, ProcessingEntry
from core.personal_data.formatting import count_text, day_text
from core.personal_data.registry import Fact, PersonalDataProvider
from lms.consents.models import Consent
from lms.consents.texts import text_of
from lms.privacy.models import ErasureRequest


class RightsData(PersonalDataProvider):
    key = "persetujuan_dan_permintaan"
    label = "Persetujuan, permintaan, dan catatan pemrosesan"
    purpose = "Bukti bahwa data Anda diproses dengan persetujuan Anda (UU 27/2022)."
    retention = "Persetujuan dihapus bersama akun. Catatan pemrosesan tetap ada dan hanya memuat nomor akun."
    models = ("lms.Consent", "lms.DataExport", "lms.ErasureRequest", "core.ProcessingEntry", "core.AuditEntry", "core.Job")
    correct_url_name = "lms_consents"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        consents = Consent.objects.filter(user_id=user.pk, withdrawn_at=None).order_by("given_at")
        return [
            *(
                (one.get_purpose_display(), f"disetujui {day_text(one.given_at)}, naskah {one.text_version}")
                for one in consents
            ),
            ("Catatan pemrosesan", count_text(ProcessingEntry.objects.filter(person_id=user.pk), "catatan")),
        ]

    def export(self, user: AbstractBaseUser) -> object:
        return {
            "persetujuan": [
                {
                    "tujuan": one.get_purpose_display(),
                    "versi": one.text_version,
                    "naskah": text_of(one).words,
                    "diberikan": one.given_at,
                    "ditarik": one.withdrawn_at,
                }
                for one in Consent.objects.filter(user_id=user.pk)
            ],
            "permintaan_hapus": list(
                ErasureRequest.objects.filter(user_id=user.pk).values("state", "requested_at", "due_at")
            ),
            "catatan_pemrosesan": list(ProcessingEntry.objects.filter(person_id=user.pk).values("at", "kind", "what")),
            "jejak_audit": list(AuditEntry.objects.filter(actor_id=user.pk).values("at", "action")),
        }
