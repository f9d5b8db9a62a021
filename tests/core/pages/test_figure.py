"""A picture in the text of a page says what it shows, or is called decoration on purpose."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file

from core.files.models.site_media import SiteImage
from core.pages.blocks.body import FigureBlock

pytestmark = pytest.mark.django_db


def value(*, alt: str = "", decorative: bool = False, description: str = "Perajin batik"):
    image = SiteImage.objects.create(title="foto.jpg", description=description, file=get_test_image_file())
    return FigureBlock().to_python(
        {"image": {"image": image.pk, "alt_text": alt, "decorative": decorative}, "caption": "Di Tuban"}
    )


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        FigureBlock().clean(value())


@pytest.mark.parametrize("chosen", [{"alt": "Dua perajin"}, {"decorative": True}])
def test_words_or_the_choice_of_decoration_are_enough(chosen: dict[str, object]) -> None:
    assert FigureBlock().clean(value(**chosen))


def test_it_shows_the_words_for_this_page_or_those_of_the_picture() -> None:
    assert 'alt="Dua perajin"' in FigureBlock().render(value(alt="Dua perajin"))
    assert 'alt="Perajin batik"' in FigureBlock().render(value())
    assert 'alt=""' in FigureBlock().render(value(decorative=True))
    assert 'alt=""' in FigureBlock().render(value(description=""))


def test_the_form_says_why() -> None:
    assert "Teks alternatif dibacakan" in FigureBlock().meta.help_text
