"""Joining the catalogues changes how many are searched, never what is found."""

from typing import Any

import pytest
from django.utils.translation.trans_real import DjangoTranslation, TranslationCatalog


def _apart(self: Any, trans: Any) -> None:
    self._catalogs.insert(0, trans._catalog.copy())
    self._plurals.insert(0, trans.plural)


def test_every_word_and_plural_is_that_of_the_catalogues_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    joined = DjangoTranslation("id")
    monkeypatch.setattr(TranslationCatalog, "update", _apart)
    apart = DjangoTranslation("id")
    assert len(joined._catalog._catalogs) <= 3 < len(apart._catalog._catalogs)
    keys = list(apart._catalog.keys())
    assert len(keys) > 1_000
    for key in keys:
        assert joined._catalog.get(key) == apart._catalog.get(key)
        if isinstance(key, tuple):
            for number in (0, 1, 2, 5):
                assert joined.ngettext(key[0], "", number) == apart.ngettext(key[0], "", number)


def test_a_sentence_that_nobody_translates_stays_as_it_is() -> None:
    assert DjangoTranslation("id").gettext("Kelas saya") == "Kelas saya"
