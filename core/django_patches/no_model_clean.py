"""Model forms whose answers go to a service: the form's fields are cleaned, the instance is not touched."""

from django import forms


class NoModelCleanMixin(forms.ModelForm):
    """Leaves out the step in which a ModelForm fills in and validates its instance (``_post_clean``). The service compares
    the answers with the row as it is, and is the one place that writes it."""

    def _post_clean(self) -> None:
        pass


class ModelCleanOnCopyMixin(forms.ModelForm):
    """Fills in and validates a copy: the model's rules count, and the instance stays as it is in the database."""

    def _post_clean(self) -> None:
        kept, model = self.instance, type(self.instance)
        self.instance = model(**{field.attname: getattr(kept, field.attname) for field in model._meta.concrete_fields})
        super()._post_clean()  # type: ignore[misc]
        self.instance = kept
