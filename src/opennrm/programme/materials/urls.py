"""Addresses of materials, below /programme/materials/."""

from django.urls import path

from opennrm.programme.materials import views

app_name = "materials"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:id>/", views.one, name="one"),
    path("<uuid:id>/change/", views.change, name="change"),
    path("<uuid:id>/files/", views.files, name="files"),
    path("<uuid:id>/files/<uuid:file>/", views.file, name="file"),
    path("<uuid:id>/past/", views.history, name="history"),
    path("<uuid:id>/remove/", views.remove, name="remove"),
]
