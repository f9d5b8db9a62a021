"""Job handlers of question imports."""

from core.imports.driver import register_import
from courses.questions.services.imports import QUESTIONS

register_import(QUESTIONS)
