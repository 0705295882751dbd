"""Where the pages of identification lie."""

from django.urls import path

from opennrm.cases.identification import finding, offers, police_views, views

app_name = "identification"
urlpatterns = [
    path("cases/<uuid:case_id>/decision/", views.decision, name="decision"),
    path("cases/<uuid:case_id>/decision/yes/", views.last_look, name="last_look"),
    path("cases/<uuid:case_id>/decision/done/", views.done, name="done"),
    path("cases/<uuid:case_id>/decision/evidence/", views.evidence, name="evidence"),
    path("cases/<uuid:case_id>/decision/evidence/<uuid:again>/", views.evidence, name="evidence_again"),
    path("cases/<uuid:case_id>/decision/doubts/", views.doubt, name="doubt"),
    path("cases/<uuid:case_id>/decision/doubts/<uuid:doubt>/", views.put, name="put"),
    path("cases/<uuid:case_id>/decision/parties/<slug:party>/", views.party, name="party"),
    path("cases/<uuid:case_id>/decision/agree/", views.agree, name="agree"),
    path("cases/<uuid:case_id>/review/", views.review, name="review"),
    path("cases/<uuid:case_id>/review/panel/", views.panel, name="panel"),
    path("cases/<uuid:case_id>/notice/", views.notice, name="notice"),
    path("cases/<uuid:case_id>/police/", police_views.force, name="force"),
    path("cases/<uuid:case_id>/police/ends/", police_views.force_ends, name="force_ends"),
    path("cases/<uuid:case_id>/police/noted/", police_views.crime_noted, name="crime_noted"),
    path("cases/<uuid:case_id>/police/crime/", police_views.crime, name="crime"),
    path("cases/<uuid:case_id>/age/", views.age, name="age"),
    path("cases/<uuid:case_id>/intake/", finding.intake, name="intake"),
    path("cases/<uuid:case_id>/intake/<uuid:other>/", finding.same, name="same"),
    path("search/", finding.search, name="search"),
]
__all__ = ["offers", "urlpatterns"]
