from django.http import Http404
from django.shortcuts import get_object_or_404

from lms.profile.models.document import PersonalDocument
from lms.users.models import User


def get_document_for(user: User, kind: str) -> PersonalDocument:
    """The person's own document of a kind."""
    return get_object_or_404(PersonalDocument, user=user, kind=kind)


def get_document_for_staff(user: User, document_id: int) -> PersonalDocument:
    """A document of any person, for staff with the permission to check documents."""
    if not user.has_perm("lms.change_personaldocument"):
        raise Http404
    return get_object_or_404(PersonalDocument.objects.select_related("user"), pk=document_id)
