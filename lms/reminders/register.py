"""What reminders register with the rest of the site."""

from core.personal_data import register_personal_data
from core.services.notifications import register_category
from core.services.off_switches import register_off_switch
from lms.reminders.off_switch import CATEGORY, off_switch_url
from lms.reminders.personal_data import ReminderData


def register() -> None:
    register_category(CATEGORY, label="Pengingat kelas", optional=True)
    register_off_switch(CATEGORY, off_switch_url)
    register_personal_data(ReminderData(), order=140)
