"""What certificates register with the rest of the site."""

from core.messages.services import register_category
from core.pages.sitemaps import fixed, register_sitemap
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from core.personal_data.registry import register_personal_data
from lms.certificates.personal_data import CertificateData


def register() -> None:
    register_category("sertifikat", label="Sertifikat terbit", optional=True)
    register_personal_data(CertificateData(), order=80)
    register_sitemap("sertifikat", fixed("/sertifikat/"))
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(role, "lms.view_certificate", "lms.change_certificate")
