"""Forms for services: fields are cleaned, the instance stays as it was read."""

import pytest
from django import forms

from core.django_patches.no_model_clean import ModelCleanOnCopyMixin, NoModelCleanMixin
from core.fetching.models import AllowedHost

pytestmark = pytest.mark.django_db


class Meta:
    model = AllowedHost
    fields = ("host",)


def form_class(mixin: type[forms.ModelForm]) -> type[forms.ModelForm]:
    return type("HostForm", (mixin, forms.ModelForm), {"Meta": Meta})


@pytest.mark.parametrize("mixin", [NoModelCleanMixin, ModelCleanOnCopyMixin])
def test_the_instance_is_not_changed(mixin: type[forms.ModelForm]) -> None:
    host = AllowedHost(host="lama.example")
    form = form_class(mixin)({"host": "baru.example"}, instance=host)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"host": "baru.example"}
    assert form.instance is host
    assert host.host == "lama.example"


@pytest.mark.parametrize(("mixin", "is_valid"), [(NoModelCleanMixin, True), (ModelCleanOnCopyMixin, False)])
def test_the_rules_of_the_model_count_on_the_copy_alone(mixin: type[forms.ModelForm], is_valid: bool) -> None:
    AllowedHost.objects.create(host="ada.example")
    form = form_class(mixin)({"host": "ada.example"}, instance=AllowedHost())
    assert form.is_valid() is is_valid


def test_a_field_that_is_wrong_is_still_refused() -> None:
    assert not form_class(NoModelCleanMixin)({"host": ""}, instance=AllowedHost()).is_valid()
