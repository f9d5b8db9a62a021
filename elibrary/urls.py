"""Addresses of the library's readers."""

from django.urls import path

from elibrary.deliveries import views as delivery_views
from elibrary.reading import views
from elibrary.wishes import views as views_wishes

app_name = "elibrary"
urlpatterns = [
    path("perpustakaan/", views.shelf, name="shelf"),
    path("perpustakaan/usulan/", views_wishes.wishes, name="wishes"),
    path("perpustakaan/usulan/baru/", views_wishes.wish_new, name="wish_new"),
    path("perpustakaan/usulan/<int:wish_id>/tarik/", views_wishes.wish_take_back, name="wish_take_back"),
    path("perpustakaan/judul/<slug:slug>/", views.title, name="title"),
    path("perpustakaan/judul/<slug:slug>/sampul.svg", views.cover, name="cover"),
    path("perpustakaan/<slug:slug>/", views.book, name="book"),
    path("perpustakaan/<slug:slug>/cari/", views.search_in_book, name="search_in_book"),
    path("perpustakaan/<slug:slug>/halaman/", views.jump, name="jump"),
    path("perpustakaan/<slug:slug>/halaman/<int:number>/", views.page, name="page"),
    path("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", views.picture, name="picture"),
    path("kiriman/<str:link_token>/", delivery_views.page, name="delivery"),
    path("kiriman/<str:link_token>/berkas/", delivery_views.uploads, name="delivery_uploads"),
    path("kiriman/<str:link_token>/berkas/<uuid:public_id>/", delivery_views.upload, name="delivery_upload"),
    path("kiriman/<str:link_token>/katalog/", delivery_views.catalogues, name="delivery_catalogues"),
    path("kiriman/<str:link_token>/katalog/<uuid:run_id>/", delivery_views.catalogue, name="delivery_catalogue"),
]
