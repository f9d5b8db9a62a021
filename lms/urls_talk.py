"""Addresses inside a class: what is announced, asked, and noted down."""

from django.urls import path

from lms.views import notes, talk

urlpatterns = [
    path("pengumuman/", talk.class_announcements, name="class_announcements"),
    path("tanya/", talk.class_ask, name="class_ask"),
    path("pertanyaan/", talk.class_questions, name="class_questions"),
    path("pertanyaan/<int:question_id>/hapus/", talk.class_question_withdraw, name="class_question_withdraw"),
    path("jawaban/", talk.class_answers, name="class_answers"),
    path("catatan/", notes.class_notes, name="class_notes"),
    path("pelajaran/<int:lesson_id>/catatan/", notes.class_note, name="class_note"),
]
