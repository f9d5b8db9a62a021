"""What lessons, progress and notes register with the rest of the site."""

from core.personal_data.registry import register_personal_data
from lms.learning.personal_data import LearningData, NoteData


def register() -> None:
    register_personal_data(LearningData(), order=40)
    register_personal_data(NoteData(), order=70)
