from django.http import Http404

from core.people.types import Person
from elibrary.wishes.models import Wish


def get_wish_for(user: Person, wish_id: int) -> Wish:
    """A wish of the person's own."""
    wish = Wish.objects.filter(pk=wish_id, asked_by_id=user.pk).first() if user.pk is not None else None
    if wish is None:
        raise Http404("Usulan tidak ada.")
    return wish
