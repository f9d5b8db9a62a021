import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from lms.privacy.models import DataExport
from lms.users.models import User


def get_export_for(user: User, public_id: uuid.UUID) -> DataExport:
    """The person's own copy of their data, while its week lasts."""
    export = get_object_or_404(DataExport.objects.select_related("user"), user=user, public_id=public_id)
    if not export.may_be_fetched:
        raise Http404
    return export
