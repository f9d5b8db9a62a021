from django.http import Http404

from lms.certificates.models import Certificate
from lms.enrolment.models.enrolment import Enrolment


def get_certificate_for(enrolment: Enrolment) -> Certificate:
    """The valid certificate of an enrolment that was itself fetched for its owner."""
    certificate = enrolment.certificates.filter(revoked_at=None).first()
    if certificate is None:
        raise Http404
    return certificate
