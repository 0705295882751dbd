"""Addresses of whom to ask, below /programme/contacts/."""

from django.urls import path

from opennrm.programme.contacts import exchange_views, request_views, views

app_name = "contacts"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:id>/", views.one, name="one"),
    path("<uuid:id>/change/", views.change, name="change"),
    path("<uuid:id>/agree/", views.agree, name="agree"),
    path("<uuid:id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:id>/past/", views.history, name="history"),
    path("<uuid:id>/erase/", views.erase, name="erase"),
    path("ask/", request_views.ask, name="ask"),
    path("requests/", request_views.index, name="requests"),
    path("requests/<uuid:id>/", request_views.one, name="request"),
    path("requests/<uuid:id>/close/", request_views.close, name="close"),
    path("requests/<int:passing>/answer/", request_views.answer, name="answer"),
    path("exchange/", exchange_views.index, name="exchange"),
    path("exchange/new/", exchange_views.new, name="new_exchange"),
    path("exchange/<uuid:id>/", exchange_views.change, name="change_exchange"),
    path("exchange/<uuid:id>/remove/", exchange_views.remove, name="remove_exchange"),
    path("exchange/<uuid:asks>/<uuid:offers>/", exchange_views.arrange, name="arrange"),
    path("exchange/visits/<uuid:id>/", exchange_views.visit, name="visit"),
]
