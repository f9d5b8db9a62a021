"""Every form of the site is drawn alike: label, hint, error beside the field, and a summary that leads there."""

import re

from django import forms

from core.pages.views.styleguide import ExampleForm


def _page(form: forms.Form) -> str:
    return re.sub(r"\s+", " ", str(form))


def test_a_fresh_form_has_labels_hints_and_no_error() -> None:
    page = _page(ExampleForm())
    assert '<label class="field__label" for="id_name">Nama lengkap</label>' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert 'id="id_name_helptext"' in page
    assert "error-summary" not in page
    assert "aria-invalid" not in page


def test_a_refused_answer_stays_and_its_reason_stands_beside_it() -> None:
    page = _page(ExampleForm({"name": "Siti", "email": "siti"}))
    assert 'value="siti"' in page
    email = page[page.index('id="id_email_error"') :]
    assert "Masukkan alamat email" in email
    assert re.search(r'<input type="email"[^>]*aria-invalid="true"[^>]*aria-describedby="id_email_error"', page)


def test_the_summary_takes_focus_and_links_to_every_refused_field() -> None:
    page = _page(ExampleForm({"name": "Siti", "email": "siti"}))
    summary = page[page.index('class="error-summary"') : page.index("</ul>")]
    assert 'tabindex="-1" autofocus' in summary
    assert 'href="#id_email"' in summary
    assert 'href="#id_sector_0"' in summary, "a group's link goes to its first choice, which can take focus"
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in page


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    form = ExampleForm({})
    form.add_error(None, "Pelatihan ini sudah penuh.")
    assert "<li>Pelatihan ini sudah penuh.</li>" in _page(form)


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    page = _page(ExampleForm())
    assert re.search(r'<fieldset class="field field--radioselect"[^>]*> <legend>Bidang usaha</legend>', page)


def test_hidden_fields_are_kept_and_draw_nothing() -> None:
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput, initial="abc")

    assert _page(Hidden()) == '<input type="hidden" name="token" value="abc" id="id_token">'


def test_hostile_words_are_escaped() -> None:
    page = _page(ExampleForm({"name": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page
