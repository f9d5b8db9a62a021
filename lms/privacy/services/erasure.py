"""Erasure of an account (UU 27/2022 pasal 8): requested by its owner, approved within 3 × 24 hours, executed by a job."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.jobs.errors import JobError
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.messages.models import Notification
from core.personal_data.registry import personal_data_providers
from lms.privacy.models import ERASURE_LIMIT, ErasureRequest
from lms.privacy.selectors import administrators, open_erasure
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "penghapusan"
CONFIRMATION_RETENTION = timedelta(days=7)
STAFF_REFUSAL = "Akun petugas tidak dihapus lewat antrean ini; cabut dahulu perannya."


class StaffAccount(PermissionError):
    """The account is of staff or a superuser; its roles must be removed before an erasure."""


@transaction.atomic
def erasure_request(*, user: User) -> ErasureRequest:
    """Create a request with its time limit; an open request is returned. Raises StaffAccount."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if is_staff_account(user):
        raise StaffAccount
    existing = open_erasure(user)
    if existing is not None:
        return existing
    now = timezone.now()
    request = ErasureRequest.objects.create(user=user, account_number=user.pk, requested_at=now, due_at=now + ERASURE_LIMIT)
    audit_log.record(actor=user, action="lms.erasure.requested", subject=request)
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.ERASE, what="penghapusan akun diminta")
    _confirm(request, user)
    return request


@transaction.atomic
def erasure_cancel(*, user: User) -> bool:
    """Cancel the open request; False when there is none."""
    request = ErasureRequest.objects.select_for_update().filter(user=user, state__in=ErasureRequest.OPEN).first()
    if request is None:
        return False
    _end(request, ErasureRequest.State.CANCELLED)
    audit_log.record(actor=user, action="lms.erasure.cancelled", subject=request)
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.ERASE, what="penghapusan akun dibatalkan")
    return True


@transaction.atomic
def erasure_approve(*, request: ErasureRequest, by: User) -> ErasureRequest:
    """Approve a request and enqueue its job. A request in another state is unchanged. Raises StaffAccount."""
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != ErasureRequest.State.REQUESTED:
        return request
    if request.user is not None and is_staff_account(request.user):
        raise StaffAccount
    request.state, request.approved_at, request.approved_by = ErasureRequest.State.APPROVED, timezone.now(), by
    request.save(update_fields=["state", "approved_at", "approved_by"])
    enqueue(kind="lms.erase_account", subject=f"erasure:{request.pk}", payload={"erasure": request.pk}, requested_by=by)
    audit_log.record(actor=by, action="lms.erasure.approved", subject=request)
    return request


def erasure_execute(run: JobRun, *, request_id: int) -> None:
    """Erase the account and all data of registered providers, in one transaction with the job's completion.

    A request taken back meanwhile is left alone. Files go by a job that commits with this transaction.
    """
    with run.completing("Selesai."):
        request = ErasureRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
        if request is None or request.state != ErasureRequest.State.APPROVED or request.user_id is None:
            return
        user = User.objects.select_for_update().get(pk=request.user_id)
        if is_staff_account(user):
            raise JobError(STAFF_REFUSAL, retry=False)
        _erase(user, request)


def erasure_failed(job: Job) -> None:
    """Return a failed request to the queue of staff."""
    ErasureRequest.objects.filter(pk=job.payload["erasure"], state=ErasureRequest.State.APPROVED).update(
        state=ErasureRequest.State.REQUESTED
    )


@transaction.atomic
def overdue_remind() -> int:
    """Notify each administrator once of each request past its 3 × 24 hours; return the number of requests."""
    late = ErasureRequest.objects.select_for_update().filter(
        state__in=ErasureRequest.OPEN, due_at__lt=timezone.now(), reminded_at=None
    )
    requests = list(late)
    for request in requests:
        for admin in administrators():
            _remind(request, admin)
        request.reminded_at = timezone.now()
        request.save(update_fields=["reminded_at"])
    return len(requests)


def confirmations_purge() -> int:
    """Purge messages without an account that contain an address or a number (confirmations of erasure, codes) after
    CONFIRMATION_RETENTION, even unsent ones."""
    without_account = Q(category=CATEGORY) | Q(channel=Notification.Channel.WHATSAPP)
    old = Notification.objects.filter(
        without_account, recipient=None, created_at__lt=timezone.now() - CONFIRMATION_RETENTION
    )
    return old.delete()[0]


def is_staff_account(user: User) -> bool:
    return user.is_staff or user.is_superuser or user.groups.exists()


def account_remove(*, user: User, by: User | None) -> None:
    """Erase the account and all data of registered providers, in the caller's transaction."""
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {None}
    _purge_messages_to(user.proven_phone)
    for provider in reversed(personal_data_providers()):
        provider.erase(user)
    for address in addresses:
        Notification.objects.filter(~Q(category=CATEGORY), address__iexact=address).delete()
    Session.objects.filter(session_key__in=UserSession.objects.filter(user=user).values("session_key")).delete()
    audit_log.record(actor=by, action="lms.account.erased", subject=user)
    processing_log.log(person=user, actor=by, kind=ProcessingEntry.Kind.ERASE, what="akun dan data dihapus")
    user.delete()


def _purge_messages_to(number: str) -> None:
    """Delete messages to ``number`` that belong to no account (a sign-up, a mistyped number)."""
    rows = Notification.objects.filter(~Q(category=CATEGORY), recipient=None, sealed_address__isnull=False)
    for notification in rows if number else ():
        if notification.sealed_address == number:
            notification.delete()


def _erase(user: User, request: ErasureRequest) -> None:
    _notify_erased(user, request)
    _end(request, ErasureRequest.State.DONE)
    account_remove(user=user, by=request.approved_by)


def _end(request: ErasureRequest, state: str) -> None:
    request.state, request.ended_at = state, timezone.now()
    request.save(update_fields=["state", "ended_at"])


def _confirm(request: ErasureRequest, user: User) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("lms_erasure")
    notify_user(
        user=user,
        key=f"erasure:{request.pk}:requested",
        category="data-diri",
        subject="Permintaan hapus akun kami terima",
        body_text=(
            f"Halo {user.get_short_name()},\n\n"
            "Kami menerima permintaan menghapus akun dan data Anda. "
            f"Petugas menjalankannya paling lambat {_moment(request)}.\n"
            f"Berubah pikiran, atau bukan Anda yang meminta? Batalkan sebelum itu di:\n{address}\n"
        ),
    )


def _notify_erased(user: User, request: ErasureRequest) -> None:
    """Confirm the erasure to the address without an account; text and address are wiped once it is sent."""
    notify_user(
        user=user,
        recipient=None,
        key=f"erasure:{request.pk}:done",
        category=CATEGORY,
        sensitive=True,
        subject="Akun Anda di Si-Jawara+ sudah dihapus",
        body_text=(
            "Akun Anda dan data di dalamnya sudah dihapus atas permintaan Anda.\n\n"
            "Yang tetap kami simpan: nama, nomor, dan pelatihan pada sertifikat yang pernah terbit, supaya keasliannya "
            "tetap dapat diperiksa; dan catatan pemrosesan yang hanya memuat nomor akun.\n"
        ),
    )


def _remind(request: ErasureRequest, admin: User) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("hapus-data:inspect", args=[request.pk])
    notify_user(
        user=admin,
        key=f"erasure:{request.pk}:overdue:{admin.pk}",
        category="petugas",
        subject="Permintaan hapus data melewati 3 × 24 jam",
        body_text=(
            f"Permintaan nomor {request.pk} seharusnya selesai {_moment(request)} (UU 27/2022: 3 × 24 jam).\n"
            f"Jalankan di:\n{address}\n"
        ),
    )


def _moment(request: ErasureRequest) -> str:
    return date_format(timezone.localtime(request.due_at), "j F Y, H.i") + " WIB"
