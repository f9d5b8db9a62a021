import pytest

from courses import demo
from courses.models import CourseRun, LessonPage

pytestmark = pytest.mark.django_db


def test_the_demo_class_stands_once_and_is_open(client):
    list(demo.seed())
    list(demo.seed())
    run = CourseRun.objects.get()
    assert run.is_open
    assert [question.kind for question in run.evaluation_form.questions.all()] == ["scale", "scale", "text"]
    page = client.get("/pelatihan/foto-produk-dengan-ponsel/").content.decode()
    assert "Ikut kelas ini" in page
    assert LessonPage.objects.count() == 1
    assert "Foto Produk yang Laku" in client.get("/pelatihan/").content.decode()
