"""Where the pages of a person's particulars lie."""

from django.urls import path

from opennrm.cases.person import views

app_name = "person"
urlpatterns = [
    path("cases/<uuid:case_id>/person/", views.identity, name="identity"),
    path("cases/<uuid:case_id>/reached/", views.reached, name="reached"),
]
