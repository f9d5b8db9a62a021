"""Translations by fewer look-ups.

Django means to put catalogues that count plurals alike into one, but compares a plural rule with the code of a rule, which
is never equal. So each app has a catalogue of its own, and a sentence that none of them knows, as all of ours, is looked up
in every one of them, twice. Here the comparison is of code with code; what is found stays the same.
"""

from typing import Any

from asgiref.local import Local
from django.utils.translation import trans_real
from django.utils.translation.trans_real import TranslationCatalog


def join_catalogues() -> None:
    """What was read before, while models were being defined, is read anew at the next look-up."""
    TranslationCatalog.update = _update
    trans_real._translations, trans_real._default, trans_real._active = {}, None, Local()


def _update(self: Any, trans: Any) -> None:
    """The words of ``trans`` win over those that are there."""
    if trans.plural.__code__ == self._plurals[0].__code__:
        self._catalogs[0].update(trans._catalog)
    else:
        self._catalogs.insert(0, trans._catalog.copy())
        self._plurals.insert(0, trans.plural)
