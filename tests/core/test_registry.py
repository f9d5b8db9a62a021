import pytest

from core.registry import AlreadyRegistered, Registry


def test_entries_come_by_order_then_as_registered() -> None:
    registry = Registry[str]("letters")
    registry.register("c", "third", order=60)
    registry.register("b", "first", order=10)
    registry.register("a", "second", order=10)

    assert list(registry) == ["first", "second", "third"]
    assert registry["a"] == registry.get("a") == "second"
    assert registry.get("unknown") is None


def test_another_entry_under_a_known_key_is_refused() -> None:
    registry = Registry[str]("letters")
    registry.register("a", "first")
    registry.register("a", "first")

    with pytest.raises(AlreadyRegistered, match="letters: a"):
        registry.register("a", "second")
    assert list(registry) == ["first"]
