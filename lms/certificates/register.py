"""What certificates register with the rest of the site."""

from core.messages.services import register_category
from core.pages.sitemaps import fixed, register_sitemap
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_own_certificate_reader
from lms.certificates.personal_data import CertificateData
from lms.certificates.selectors import own_certificate_of


def register() -> None:
    register_category("sertifikat", label="Sertifikat terbit", optional=True)
    register_personal_data(CertificateData(), order=80)
    register_own_certificate_reader(own_certificate_of)
    register_sitemap("sertifikat", fixed("/sertifikat/"))
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(role, "lms.view_certificate", "lms.change_certificate")
