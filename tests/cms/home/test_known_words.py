"""Five hundred correct words, bare and affixed: none is taken for a typo on the site as it is set up."""

from pathlib import Path

import pytest

from core.search.query.correction import correct
from core.search.query.interpretation import current_synonyms
from core.search.query.parser import parse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = (Path(__file__).parent / "data" / "known_words.txt").read_text("utf-8").split()


def test_no_correct_word_is_corrected(searchable_site: None) -> None:
    synonyms = current_synonyms()
    asked = {word: parse(word) for word in WORDS}
    corrected = {word: correct(query, synonyms)[1] for word, query in asked.items() if query}
    assert len(set(WORDS)) == 500
    assert {word: replaced for word, replaced in corrected.items() if replaced} == {}
