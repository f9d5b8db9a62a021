from lms.certificates.models import Certificate


def certificate_by_code(*, code: str) -> Certificate | None:
    """The certificate with this code, for the public verification page."""
    return Certificate.objects.filter(code=code).first()
