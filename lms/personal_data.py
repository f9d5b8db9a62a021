"""What lms and core hold about a person, for "Data saya", its copy and the erasure (registered in ``lms.apps``)."""

from collections.abc import Iterable
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from core.models.audit import AuditEntry
from core.models.notification import Notification, NotificationOptOut
from core.models.processing import ProcessingEntry
from core.personal_data import Counted, Fact, PersonalDataProvider, register_personal_data
from lms.consent_texts import text_of
from lms.devices import device_name
from lms.models.certificate import Certificate
from lms.models.consent import Consent
from lms.models.document import PersonalDocument
from lms.models.enrolment import Enrolment
from lms.models.profile import Profile
from lms.models.rights import ErasureRequest
from lms.models.user import User
from lms.personal_data_attendance import AttendanceData
from lms.personal_data_roster import RosterData
from lms.personal_data_talk import NoteData, QuestionData
from lms.personal_data_waiting import WaitingData
from lms.services import nik
from lms.services.enrolment import enrolment_cancel

NOTHING = "–"
MESSAGE_COLUMNS = ("category", "channel", "address", "subject", "body_text", "state", "delivery", "created_at", "sent_at")


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else NOTHING


def _filled(facts: list[Fact]) -> list[Fact]:
    """Only what is really there."""
    return [(label, value) for label, value in facts if value != NOTHING]


def _count(rows: "QuerySet[Any]", noun: str) -> str:
    number = rows.count()
    return f"{number} {noun}" if number else NOTHING


class AccountData(PersonalDataProvider):
    key = "akun"
    label = "Akun"
    why = "Supaya Anda dapat masuk, dan nama Anda tertulis benar di sertifikat."
    kept = "Selama akun ada; dihapus bersama akun."
    models = ("lms.User", "account.EmailAddress", "mfa.Authenticator")
    correct_url_name = "lms_profile"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        account = cast(User, user)
        factor = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()
        facts = [
            ("Nama lengkap", account.full_name or NOTHING),
            ("Alamat e-mail", account.email or NOTHING),
            ("Nomor WhatsApp untuk masuk", account.masked_phone or NOTHING),
            ("Terdaftar sejak", _day(account.date_joined)),
            ("Kode keamanan", "terpasang" if factor else NOTHING),
        ]
        return _filled(facts)

    def export(self, user: AbstractBaseUser) -> Any:
        account = cast(User, user)
        return {
            "nama": account.full_name,
            "e_mail": list(EmailAddress.objects.filter(user=account).values("email", "verified", "primary")),
            "nomor_whatsapp_untuk_masuk": account.proven_phone or None,
            "terdaftar": account.date_joined,
            "terakhir_masuk": account.last_login,
            "kode_keamanan": list(Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")),
        }


class ProfileData(PersonalDataProvider):
    key = "data_diri"
    label = "Data diri dan usaha"
    why = "Untuk memeriksa syarat kelas yang memerlukannya dan melaporkan pelatihan tanpa menyebut nama."
    kept = "Sampai Anda mengosongkannya, menarik persetujuan, atau menghapus akun."
    models = ("lms.Profile", "lms.DuplicateNik")
    correct_url_name = "lms_details"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        profile = Profile.objects.filter(user_id=user.pk).first()
        if profile is None:
            return []
        facts = [
            ("Kabupaten/kota", profile.get_regency_display()),
            ("Nomor telepon", profile.masked_phone or NOTHING),
            ("NIK", profile.masked_nik or NOTHING),
            ("Jenis kelamin", profile.get_gender_display() or NOTHING),
            ("Tanggal lahir", date_format(profile.birth_date, "j F Y") if profile.birth_date else NOTHING),
            ("Usaha", ", ".join(filter(None, [profile.business_name, profile.get_business_sector_display()])) or NOTHING),
            ("NIB", profile.nib or NOTHING),
            ("Koperasi", profile.cooperative or NOTHING),
        ]
        return _filled(facts)

    def export(self, user: AbstractBaseUser) -> Any:
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
        """A NIK that is free again passes to whoever waits for it."""
        profile = Profile.objects.filter(user_id=user.pk).first()
        if profile is not None:
            nik.assign(profile=profile, number=None)


class DocumentData(PersonalDataProvider):
    key = "berkas"
    label = "Berkas"
    why = "Surat Permohonan dan Identitas Diri yang diminta sebuah kelas, untuk diperiksa petugas."
    kept = "Sampai diganti, persetujuan ditarik, atau akun dihapus."
    models = ("lms.PersonalDocument",)
    correct_url_name = "lms_details"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        documents = PersonalDocument.objects.filter(user_id=user.pk).order_by("kind")
        return [
            (one.get_kind_display(), f"{one.get_state_display()}, diunggah {_day(one.uploaded_at)}") for one in documents
        ]

    def export(self, user: AbstractBaseUser) -> Any:
        return list(
            PersonalDocument.objects.filter(user_id=user.pk).values(
                "kind", "content_type", "size", "sha256", "state", "reason", "uploaded_at", "checked_at"
            )
        )

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        for document in PersonalDocument.objects.filter(user_id=user.pk).order_by("kind"):
            yield f"{document.get_kind_display()}.{document.extension}", document.file


class LearningData(PersonalDataProvider):
    key = "kelas"
    label = "Kelas dan kemajuan belajar"
    why = "Untuk menunjukkan pelajaran berikutnya dan menerbitkan sertifikat. Jawaban evaluasi disimpan tanpa nama."
    kept = "Selama akun ada; dihapus bersama akun."
    models = ("lms.Enrolment", "lms.LessonProgress")

    def counted(self, user: AbstractBaseUser) -> list[Counted]:
        return [Counted("Kelas", Enrolment.objects.filter(user_id=user.pk), "%d kelas")]

    def export(self, user: AbstractBaseUser) -> Any:
        enrolments = (
            Enrolment.objects.filter(user_id=user.pk).select_related("run__course").prefetch_related("progress__lesson")
        )
        return [
            {
                "pelatihan": enrolment.run.course.title,
                "kelas": enrolment.run.name,
                "keadaan": enrolment.get_state_display(),
                "mendaftar": enrolment.enrolled_at,
                "selesai": enrolment.completed_at,
                "pelajaran": [
                    {"judul": one.lesson.title, "selesai": one.completed_at, "diterima": one.received_at}
                    for one in enrolment.progress.all()
                ],
            }
            for enrolment in enrolments
        ]

    def erase(self, user: AbstractBaseUser) -> None:
        """Seats in classes under way go to others. Asked again until none is left: staff may move somebody meanwhile."""
        open_ones = Enrolment.objects.filter(user_id=user.pk, state=Enrolment.State.ENROLLED).order_by("run_id")
        while found := list(open_ones.select_related("run")):
            for enrolment in found:
                enrolment_cancel(enrolment=enrolment, by=cast(User, user))


class CertificateData(PersonalDataProvider):
    key = "sertifikat"
    label = "Sertifikat"
    why = "Supaya siapa pun yang memegang sertifikat dapat memeriksa keasliannya."
    kept = (
        "Daftar sertifikat (nama, nomor, pelatihan, berkas yang terbit) tetap ada sesudah akun dihapus: dokumen resmi dinas "
        "yang wajib diarsipkan (UU 43/2009). Kaitannya dengan akun Anda diputus. Ganti nama tidak mengubah sertifikat yang "
        "sudah terbit."
    )
    models = ("lms.Certificate",)

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        certificates = Certificate.objects.filter(holder_id=user.pk).order_by("issued_at")
        return [(one.number, f"{one.course_title}, atas nama {one.holder_name}") for one in certificates]

    def export(self, user: AbstractBaseUser) -> Any:
        return list(
            Certificate.objects.filter(holder_id=user.pk).values(
                "number", "code", "holder_name", "course_title", "issued_at", "revoked_at", "revocation_reason"
            )
        )

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        for certificate in Certificate.objects.filter(holder_id=user.pk):
            yield f"Sertifikat {certificate.code}.pdf", certificate.pdf


class MessageData(PersonalDataProvider):
    key = "pesan"
    label = "Pesan yang kami kirim"
    why = "Untuk tahu apakah pesan sampai. Isi pesan yang memuat kode dihapus begitu terkirim."
    kept = "Selama akun ada; dihapus bersama akun."
    models = ("core.Notification", "core.NotificationOptOut")
    correct_url_name = "lms_consents"

    def counted(self, user: AbstractBaseUser) -> list[Counted]:
        return [Counted("Pesan", Notification.objects.filter(recipient_id=user.pk), "%d pesan")]

    def export(self, user: AbstractBaseUser) -> Any:
        messages = Notification.objects.filter(recipient_id=user.pk)
        return {
            "pesan": list(messages.values(*MESSAGE_COLUMNS)),
            "dimatikan": list(NotificationOptOut.objects.filter(user_id=user.pk).values("category", "at")),
        }


class DeviceData(PersonalDataProvider):
    key = "perangkat"
    label = "Perangkat yang masuk"
    why = "Supaya Anda dapat melihat siapa yang memakai akun Anda, dan mengeluarkannya."
    kept = "Sampai keluar atau masa masuknya habis."
    models = ("usersessions.UserSession",)
    correct_url_name = "lms_devices"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        sessions = UserSession.objects.filter(user_id=user.pk).order_by("-created_at")[:10]
        return [(device_name(one.user_agent), f"masuk {_day(one.created_at)}") for one in sessions]

    def export(self, user: AbstractBaseUser) -> Any:
        return list(UserSession.objects.filter(user_id=user.pk).values("ip", "user_agent", "created_at", "last_seen_at"))


class RightsData(PersonalDataProvider):
    key = "persetujuan_dan_permintaan"
    label = "Persetujuan, permintaan, dan catatan pemrosesan"
    why = "Bukti bahwa data Anda diproses dengan persetujuan Anda (UU 27/2022)."
    kept = "Persetujuan dihapus bersama akun. Catatan pemrosesan tetap ada dan hanya memuat nomor akun."
    models = ("lms.Consent", "lms.DataExport", "lms.ErasureRequest", "core.ProcessingEntry", "core.AuditEntry", "core.Job")
    correct_url_name = "lms_consents"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        consents = Consent.objects.filter(user_id=user.pk, withdrawn_at=None).order_by("given_at")
        return [
            *((one.get_purpose_display(), f"disetujui {_day(one.given_at)}, naskah {one.text_version}") for one in consents),
            ("Catatan pemrosesan", _count(ProcessingEntry.objects.filter(person_id=user.pk), "catatan")),
        ]

    def export(self, user: AbstractBaseUser) -> Any:
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


def register() -> None:
    from lms.personal_data_attempts import AttemptData, ExtraAttemptData
    from lms.personal_data_invitations import InvitationData
    from lms.personal_data_reminders import ReminderData

    providers = (
        AccountData(),
        ProfileData(),
        DocumentData(),
        LearningData(),
        RosterData(),
        QuestionData(),
        NoteData(),
        CertificateData(),
        WaitingData(),
        MessageData(),
        DeviceData(),
        RightsData(),
        AttendanceData(),
        ReminderData(),
        InvitationData(),
        AttemptData(),
        ExtraAttemptData(),
    )
    for position, provider in enumerate(providers, start=1):
        register_personal_data(provider, order=position * 10)
