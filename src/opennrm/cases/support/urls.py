"""Where the pages of support lie."""

from django.urls import path

from opennrm.cases.support import views

app_name = "support"
urlpatterns = [
    path("cases/<uuid:case_id>/rights/<str:entitlement>/<int:opening>/", views.act, name="act"),
    path("cases/<uuid:case_id>/noticed/", views.notice, name="notice"),
    path("cases/<uuid:case_id>/notes/", views.notes, name="notes"),
]
