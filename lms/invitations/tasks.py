"""Registers the import of people with the import driver."""

from core.imports.driver import register_import
from lms.invitations.services import people_import

register_import(people_import.PEOPLE)
