"""What attendance registers with the rest of the site."""

from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_run_link
from lms.attendance.personal_data import AttendanceData
from lms.attendance.selectors import ATTENDANCE
from lms.learning.completion import register_criterion


def register() -> None:
    register_personal_data(AttendanceData(), order=130)
    register_criterion(ATTENDANCE, order=10)
    register_run_link("Kehadiran", "lms_attendance:run", "tasks", "lms.view_attendance", order=20)
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER):
        register_role_permissions(role, "lms.view_attendance", "lms.change_attendance")
