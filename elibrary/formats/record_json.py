"""Frozen dataclasses ↔ JSON, fast: the converters of a class are built once. Free of Django.

Classes may hold text, numbers, enumerations, Decimals, each other, tuples of these, and None where the type allows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]
_AS_IT_IS = (str, int, bool)


def plain(value: object) -> dict[str, Any]:
    """A dataclass as a dict of texts, numbers, lists and dicts; Decimals as text."""
    kind: Any = type(value)
    write = _writer(kind)
    assert write is not None
    return dict(write(value))


def built(kind: Any, data: Mapping[str, object], *, only: frozenset[str] | None = None) -> Any:
    """The dataclass that ``plain`` was given; what isn't in ``data``, or not in ``only``, has its default."""
    whole, parts = _fields_read(kind, only)
    values = {name: data[name] for name in whole if name in data}
    values.update((name, read(data[name])) for name, read in parts if name in data)
    return kind(**values)


@cache
def _fields_read(kind: Any, only: frozenset[str] | None) -> tuple[tuple[str, ...], tuple[tuple[str, Convert], ...]]:
    """The fields that are taken as they are, and those that have to be built."""
    readers = {name: _reader(hint) for name, hint in _hints(kind).items() if only is None or name in only}
    whole = tuple(name for name, read in readers.items() if read is None)
    return whole, tuple((name, read) for name, read in readers.items() if read is not None)


@cache
def _reader(kind: Any) -> Convert | None:
    """None for what JSON has as it is."""
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return lambda data: built(kind, data)
    if get_origin(kind) is tuple:
        part, *rest = get_args(kind)
        read = _reader(part) if rest == [...] else None
        return tuple if read is None else lambda values: tuple(map(read, values))
    if isinstance(kind, UnionType):
        read_some = _reader(_without_none(kind)) or (lambda value: value)
        return lambda value: None if value is None else read_some(value)
    return None if kind in _AS_IT_IS else kind  # type: ignore[no-any-return]


@cache
def _writer(kind: object) -> Convert | None:
    """By type hint. None for what JSON has as it is."""
    if is_dataclass(kind):
        assert isinstance(kind, type)
        parts = tuple((name, _writer(hint)) for name, hint in _hints(kind).items())
        return lambda one: {
            name: getattr(one, name) if write is None else write(getattr(one, name)) for name, write in parts
        }
    if get_origin(kind) is tuple:
        part, *rest = get_args(kind)
        write = _writer(part) if rest == [...] else None
        return list if write is None else lambda values: list(map(write, values))
    if isinstance(kind, UnionType):
        write_some = _writer(_without_none(kind)) or (lambda value: value)
        return lambda value: None if value is None else write_some(value)
    return str if isinstance(kind, type) and issubclass(kind, Decimal | Enum) else None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _without_none(kind: UnionType) -> Any:
    return next(one for one in get_args(kind) if one is not type(None))
