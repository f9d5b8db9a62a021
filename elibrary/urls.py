"""Addresses of the library's readers."""

from django.urls import path

from elibrary import views

app_name = "elibrary"
urlpatterns = [
    path("perpustakaan/", views.shelf, name="shelf"),
    path("perpustakaan/<slug:slug>/", views.book, name="book"),
    path("perpustakaan/<slug:slug>/cari/", views.search_in_book, name="search_in_book"),
    path("perpustakaan/<slug:slug>/halaman/", views.jump, name="jump"),
    path("perpustakaan/<slug:slug>/halaman/<int:number>/", views.page, name="page"),
    path("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", views.picture, name="picture"),
]
