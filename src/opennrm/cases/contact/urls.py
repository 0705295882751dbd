"""The pages of a first contact, below /contacts/."""

from django.urls import path

from opennrm.cases.contact import views

app_name = "contact"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:case_id>/", views.contact, name="contact"),
    path("<uuid:case_id>/who/", views.who, name="who"),
    path("<uuid:case_id>/signs/", views.sets, name="sets"),
    path("<uuid:case_id>/signs/account/", views.passages, name="passages"),
    path("<uuid:case_id>/signs/<slug:part>/", views.look, name="signs"),
    path("<uuid:case_id>/what/<int:number>/", views.episode, name="episode"),
    path("<uuid:case_id>/result/", views.result, name="result"),
    path("<uuid:case_id>/end/<slug:way>/", views.end, name="end"),
]
