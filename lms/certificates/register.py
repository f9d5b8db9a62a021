"""What certificates register with the rest of the site."""

from core.personal_data import register_personal_data
from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from core.services.notifications import register_category
from core.sitemaps import fixed, register_sitemap
from lms.certificates.personal_data import CertificateData


def register() -> None:
    register_category("sertifikat", label="Sertifikat terbit", optional=True)
    register_personal_data(CertificateData(), order=80)
    register_sitemap("sertifikat", fixed("/sertifikat/"))
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(role, "lms.view_certificate", "lms.change_certificate")
