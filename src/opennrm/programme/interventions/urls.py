"""Addresses of letters for persons, below /programme/interventions/."""

from django.urls import path

from opennrm.programme.interventions import views

app_name = "interventions"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:id>/", views.one, name="one"),
    path("<uuid:id>/change/", views.change, name="change"),
    path("<uuid:id>/reply/", views.reply, name="reply"),
    path("<uuid:id>/erase/", views.erase, name="erase"),
    path("<uuid:id>/remove/", views.remove, name="remove"),
]
