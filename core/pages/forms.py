"""How every form of the site is drawn: each field in the site's own component, errors beside it."""

from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """``{{ form }}`` gives the error summary and the fields; ``{{ field.as_field_group }}`` one field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
