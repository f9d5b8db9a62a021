"""The query as a tree that every engine translates, parsed with Whoosh's parser. No input raises."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from whoosh import qparser
from whoosh import query as parsed

from core.search.language.analyser import analyse

logger = logging.getLogger(__name__)

MAX_QUERY_LENGTH = 200
MOST_OF_AT_MOST = 6  # words; C(6, 4) = 15 ways to have most of them
_QUOTES = str.maketrans("“”„«»", '"""""')
_START = r"(^|(?<=[\s(]))"
_MINUS = re.compile(r"(?<![^\s(])-(?=\w)")


@dataclass(frozen=True)
class Term:
    """``term`` is the indexed form, ``word`` the text as typed."""

    term: str
    word: str


@dataclass(frozen=True)
class Phrase:
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class And:
    parts: "tuple[Query, ...]"


@dataclass(frozen=True)
class Or:
    parts: "tuple[Query, ...]"


@dataclass(frozen=True)
class Not:
    """Only inside an And with a positive part."""

    part: "Query"


@dataclass(frozen=True)
class InTitle:
    """The part is matched in titles alone; created by ``most_of``, it has no syntax."""

    part: "Query"


Query = Term | Phrase | And | Or | Not | InTitle


def parse(text: str) -> Query | None:
    """The query of ``text``; None when it has no word besides stop words.

    Words must all be found; "…" is a phrase; DAN/AND, ATAU/OR, BUKAN/NOT in capitals and brackets are understood, unless all
    was typed in capitals; "-kata" excludes like BUKAN. Only the first MAX_QUERY_LENGTH characters count.
    """
    text = text[:MAX_QUERY_LENGTH].translate(_QUOTES)
    if text.isupper():
        text = text.lower()
    text = _MINUS.sub("BUKAN ", text)
    try:
        tree = _parser().parse(text, normalize=False)
        found = _translate(tree)
    except Exception:  # Whoosh's parser raises errors of any type for some malformed input
        logger.warning("the query parser failed; its words are searched instead")
        found = None
    return found if found is not None else _all_of(text)


def positive_terms(query: Query) -> Iterator[Term]:
    """The terms that aren't excluded, in order."""
    match query:
        case Term():
            yield query
        case Phrase(terms):
            yield from terms
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive_terms(part)
        case InTitle(part):
            yield from positive_terms(part)


def most_of(query: Query) -> Query:
    """More than half of the words anywhere, or one of them in the title; what was excluded stays excluded.

    One word in some sentence doesn't suffice: every page has a "surat" or a "jadwal". Of many words the longest count, which
    are the most specific.
    """
    parts = query.parts if isinstance(query, And) else (query,)
    excluded = tuple(part for part in parts if isinstance(part, Not))
    wanted = dict.fromkeys(part for part in parts if not isinstance(part, Not))
    counted = sorted(wanted, key=_letters, reverse=True)[:MOST_OF_AT_MOST]
    ways = [_group(And, way) for way in combinations(counted, len(counted) // 2 + 1)]
    enough = Or((*(way for way in ways if way is not None), *(InTitle(part) for part in counted)))
    return And((enough, *excluded)) if excluded else enough


def _letters(part: "Query") -> int:
    return max((len(term.word) for term in positive_terms(part)), default=0)


def _parser() -> qparser.QueryParser:
    operators = qparser.OperatorsPlugin(
        And=r"(?<=\s)(AND|DAN)(?=\s)",
        Or=r"(?<=\s)(OR|ATAU)(?=\s)",
        Not=_START + r"(NOT|BUKAN)(?=\s)",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    return qparser.QueryParser("text", schema=None, plugins=[qparser.PhrasePlugin, qparser.GroupPlugin, operators])


def _translate(node: parsed.Query) -> Query | None:
    if isinstance(node, parsed.Term):
        return _all_of(node.text)
    if isinstance(node, parsed.Phrase):
        terms = _terms(" ".join(node.words))
        return Phrase(tuple(terms)) if len(terms) > 1 else _group(And, terms)
    if isinstance(node, parsed.Not):
        part = _translate(node.query)
        return Not(part) if part is not None else None
    if isinstance(node, parsed.Or):
        return _group(Or, [part for part in map(_translate, node) if part is not None and not isinstance(part, Not)])
    if isinstance(node, parsed.And):
        return _and(node)
    return None


def _and(node: parsed.And) -> Query | None:
    """Adjacent words are analysed together, so that "kerja sama" and "Nomor 20 Tahun 2008" give the terms of a text."""
    parts: list[Query] = []
    run: list[str] = []
    for child in [*node, None]:
        if isinstance(child, parsed.Term):
            run.append(child.text)
            continue
        parts += _terms(" ".join(run))
        run = []
        part = _translate(child) if child is not None else None
        if part is not None:
            parts.append(part)
    return _group(And, parts) if any(not isinstance(part, Not) for part in parts) else None


def _all_of(text: str) -> Query | None:
    return _group(And, _terms(text))


def _terms(text: str) -> list[Term]:
    return [Term(token.term, text[token.start : token.end]) for token in analyse(text)]


def _group(kind: type[And] | type[Or], parts: Sequence[Query]) -> Query | None:
    """The parts under ``kind``; a single one as it is, None for none."""
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
