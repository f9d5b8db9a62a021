"""The gate before publication, the messages about reviews and schedules, and histories of pages that have none."""

from core.messages.services import register_category
from core.publishing import workflow_mail
from core.publishing.action import guard_publications
from core.publishing.reviews import selectors as reviews
from core.publishing.services import schedule
from core.publishing.services.history import record_missing_histories
from core.setup_steps import register_site_setup


def register() -> None:
    guard_publications()
    register_category(reviews.CATEGORY, label="Pengingat peninjauan halaman", optional=True, for_staff=True)
    register_category(schedule.CATEGORY, label="Penerbitan terjadwal", optional=False)
    register_category(workflow_mail.CATEGORY, label="Pengajuan dan persetujuan halaman", optional=False, for_staff=True)
    workflow_mail.send_by_outbox()
    register_site_setup("Riwayat halaman", record_missing_histories, order=90)
