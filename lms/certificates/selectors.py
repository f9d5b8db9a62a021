"""Reads of certificates."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from courses.content.models.pages import CoursePage
from courses.runs.registry import OwnCertificate
from lms.certificates.models import Certificate


def certificate_by_code(*, code: str) -> Certificate | None:
    """The certificate with this code, for the public verification page."""
    return Certificate.objects.filter(code=code).first()


def certificate_url(certificate: Certificate) -> str:
    """The holder's download URL; the public verification page when the person has left the run or it is deleted."""
    if certificate.enrolment_id is None:
        return reverse("certificate_check", args=[certificate.code])
    return reverse("class_done", args=[certificate.run.public_id])


def own_certificate_of(user: AbstractBaseUser, course: CoursePage) -> OwnCertificate | None:
    valid = Certificate.objects.filter(holder=user.pk, run__course=course.pk, revoked_at=None)
    certificate = valid.select_related("run").first()
    return OwnCertificate(certificate.number, certificate_url(certificate)) if certificate else None
