"""Job handlers of lms."""

from celery import shared_task

import lms.assessment.tasks
import lms.discussion.tasks
import lms.enrolment.tasks
import lms.invitations.tasks
import lms.privacy.tasks
import lms.reminders.tasks
import lms.roster.tasks  # noqa: F401 - registers what it defines
from core.people.counters import counters_purge
from lms.accounts.services.links import links_purge
from lms.invitations.services import invitations, people_import
from lms.privacy.services import erasure, export


@shared_task(name="lms.sweep_personal_data")
def sweep_personal_data() -> None:
    """Hourly: purge expired personal data and remind of overdue erasures."""
    export.exports_expire()
    erasure.overdue_remind()
    erasure.confirmations_purge()
    invitations.invitations_purge()
    people_import.reports_purge()
    links_purge()
    counters_purge()
