import pytest
from wagtail.models import get_page_models

from core.pages.presenters import PresentedPage, presenters, register_presenter
from core.registry import AlreadyRegistered, Registry


def test_every_page_class_that_asks_for_a_presenter_has_one() -> None:
    asking = [model._meta.label for model in get_page_models() if issubclass(model, PresentedPage)]
    assert [label for label in asking if label not in presenters] == []


def test_a_page_class_has_one_presenter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.pages.presenters.presenters", Registry("page presenters"))
    register_presenter(PresentedPage, lambda page, request: {})
    with pytest.raises(AlreadyRegistered):
        register_presenter(PresentedPage, lambda page, request: {})
