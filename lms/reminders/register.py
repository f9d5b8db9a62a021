"""What reminders register with the rest of the site."""

from core.messages.services import register_category
from core.messages.unsubscribe import register_unsubscribe_url
from core.personal_data.registry import register_personal_data
from lms.reminders.personal_data import ReminderData
from lms.reminders.unsubscribe import CATEGORY, unsubscribe_url


def register() -> None:
    register_category(CATEGORY, label="Pengingat kelas", optional=True)
    register_unsubscribe_url(CATEGORY, unsubscribe_url)
    register_personal_data(ReminderData(), order=140)
