"""Issues and revokes certificates."""

import hashlib
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.services import audit_log
from lms.certificates.codes import new_code
from lms.certificates.errors import CertificateNotStored
from lms.certificates.models import Certificate, CertificateSeries
from lms.enrolment.models.enrolment import Enrolment
from lms.users.contact import notify_user
from lms.users.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def certificate_issue(*, enrolment: Enrolment) -> Certificate:
    """Number, print and store the certificate of a completed enrolment, and notify the holder.

    The file is stored last: what the database refuses leaves no file behind. Raises CertificateNotStored when the store
    fails, and IntegrityError for a second valid certificate of the same person and run.
    """
    run, issued_at, code = enrolment.run, timezone.now(), new_code()
    certificate = Certificate(
        code=code,
        number=_next_number(timezone.localtime(issued_at).year),
        enrolment=enrolment,
        holder=enrolment.user,
        run=run,
        holder_name=" ".join(enrolment.user.full_name.split()),
        course_title=run.course.title,
        issued_at=issued_at,
    )
    content = _print(certificate)
    certificate.pdf.name = f"certificates/{timezone.localtime(issued_at).year}/{code}.pdf"
    certificate.sha256 = hashlib.sha256(content).hexdigest()
    certificate.save(force_insert=True)
    audit_log.record(
        actor=enrolment.user, action="lms.certificate.issued", subject=certificate, after={"number": certificate.number}
    )
    _notify_holder(certificate)
    _store(certificate, content)
    return certificate


@transaction.atomic
def certificate_revoke(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Revoke a certificate; its verification page shows that and the reason. An already revoked one is returned
    unchanged."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not certificate.is_valid:
        return certificate
    certificate.revoked_at = timezone.now()
    certificate.revocation_reason = reason.strip()
    certificate.save(update_fields=["revoked_at", "revocation_reason"])
    audit_log.record(actor=by, action="lms.certificate.revoked", subject=certificate)
    return certificate


def check_url(certificate: Certificate) -> str:
    """The public verification URL, encoded in the printed QR code."""
    return settings.SITE_URL.rstrip("/") + reverse("certificate_check", args=[certificate.code])


def _next_number(year: int) -> str:
    """The next number of the year; the row is locked until the certificate is committed, so that none is skipped."""
    CertificateSeries.objects.get_or_create(year=year)
    series = CertificateSeries.objects.select_for_update().get(year=year)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.pattern.format(number=series.last_number, year=year)


def _print(certificate: Certificate) -> bytes:
    from lms.certificates.certificate_pdf import CertificatePrint, render

    run = certificate.run
    return render(
        CertificatePrint(
            title=run.certificate_title,
            statement=run.certificate_statement,
            signatory=run.certificate_signatory,
            holder_name=certificate.holder_name,
            course_title=certificate.course_title,
            duration_minutes=run.course.duration_minutes or 0,
            number=certificate.number,
            code=certificate.code,
            issued_at=certificate.issued_at,
            check_url=check_url(certificate),
        )
    )


def _store(certificate: Certificate, content: bytes) -> None:
    storage = certificate.pdf.storage
    try:
        stored = storage.save(certificate.pdf.name, ContentFile(content))
    except Exception as error:  # each storage has errors of its own
        logger.exception("certificate not stored", extra={"run": certificate.run_id})
        raise CertificateNotStored from error
    if stored != certificate.pdf.name:
        raise CertificateNotStored(f"{certificate.pdf.name} exists")


def _notify_holder(certificate: Certificate) -> None:
    holder = certificate.holder
    if holder is None:
        return
    address = settings.SITE_URL.rstrip("/") + reverse("class_done", args=[certificate.run.public_id])
    notify_user(
        user=holder,
        key=f"certificate:{certificate.code}",
        category="sertifikat",
        subject=f"Sertifikat {certificate.course_title} sudah terbit",
        body_text=(
            f"Halo {holder.get_short_name()},\n\n"
            f"Selamat, Anda telah menyelesaikan pelatihan {certificate.course_title}.\n"
            f"Nomor sertifikat Anda: {certificate.number}\n"
            f"Kode untuk memeriksa keasliannya: {certificate.code}\n\n"
            f"Unduh sertifikat di sini (masuk dengan akun Anda):\n{address}\n\n"
            f"Siapa pun dapat memeriksa keasliannya di:\n{check_url(certificate)}\n"
        ),
    )
