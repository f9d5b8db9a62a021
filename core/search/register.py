"""Who may change synonyms and promoted results, and read which queries found nothing."""

from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CONTENT_EDITOR, register_role_permissions

_words = ("core.view_synonym", "core.add_synonym", "core.change_synonym", "core.view_missedquery")
_promotions = tuple(f"wagtailsearchpromotions.{verb}_searchpromotion" for verb in ("add", "change", "delete"))


def register() -> None:
    register_role_permissions(CONTENT_EDITOR, *_words)
    for role in (CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, *_words, "core.delete_synonym", *_promotions)
