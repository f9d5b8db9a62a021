"""What staff say about the columns of a catalogue: kept with the publisher, and the file is read anew with it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.imports import services as imports
from core.models.imports import ImportRun
from elibrary.catalogue.tables import profile as profiles
from elibrary.models.publisher import Publisher
from elibrary.services.catalogue_import import CHECK
from elibrary.services.publishers import publisher_for_code, publisher_save


@transaction.atomic
def catalogue_columns_set(*, run: ImportRun, chosen: Mapping[str, str], by: Any) -> None:
    """``chosen``: heading → field, for every heading of the file. Nothing is kept when the file can't be read anew.

    Raises imports.WrongState and imports.AlreadyChecking.
    """
    imports.check_again(run=run, check=CHECK, by=by)
    publisher = publisher_for_code(code=run.options["publisher"], by=by)
    publisher = Publisher.objects.select_for_update().get(pk=publisher.pk)
    publisher_save(publisher=publisher, answers={"profile": profiles.merged(publisher.profile, chosen)}, by=by)
