"""Addresses inside a class of announcements and questions."""

from django.urls import path

from lms.discussion.views import class_announcements, class_answers, class_ask, class_question_withdraw, class_questions

urlpatterns = [
    path("kelas/<uuid:run_id>/pengumuman/", class_announcements, name="class_announcements"),
    path("kelas/<uuid:run_id>/tanya/", class_ask, name="class_ask"),
    path("kelas/<uuid:run_id>/pertanyaan/", class_questions, name="class_questions"),
    path("kelas/<uuid:run_id>/pertanyaan/<int:question_id>/hapus/", class_question_withdraw, name="class_question_withdraw"),
    path("kelas/<uuid:run_id>/jawaban/", class_answers, name="class_answers"),
]
