from django.db.models import Q

SEARCHED = ("user__full_name", "user__email")


def named_or_addressed(text: str) -> Q:
    """Rows whose name or e-mail address contains ``text``."""
    found = Q()
    for field in SEARCHED:
        found |= Q(**{f"{field}__icontains": text})
    return found
