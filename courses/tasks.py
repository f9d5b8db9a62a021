"""Job handlers of courses."""

from core.imports.driver import register_import
from courses.services.questions_import import QUESTIONS

register_import(QUESTIONS)
