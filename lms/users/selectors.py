from django.db.models import Q

SEARCHED = ("user__full_name", "user__email")


def named_or_addressed(words: str) -> Q:
    """Rows whose name or e-mail address holds ``words``."""
    found = Q()
    for field in SEARCHED:
        found |= Q(**{f"{field}__icontains": words})
    return found
