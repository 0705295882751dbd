"""Where the pages of the procedure lie."""

from django.urls import path

from opennrm.cases.procedure import offers, views

app_name = "procedure"
urlpatterns = [
    path("cases/<uuid:case_id>/procedure/rests/", views.suspend, name="suspend"),
    path("cases/<uuid:case_id>/procedure/step/<slug:step>/", views.step, name="step"),
    path("cases/<uuid:case_id>/procedure/goes-on/", views.resume, name="resume"),
    path("cases/<uuid:case_id>/procedure/withdrawn/", views.withdraw, name="withdraw"),
    path("cases/<uuid:case_id>/procedure/again/", views.ask, name="ask"),
    path("cases/<uuid:case_id>/procedure/again/answer/", views.answer, name="answer"),
    path("cases/<uuid:case_id>/procedure/revoked/", views.revoke, name="revoke"),
    path("cases/<uuid:case_id>/procedure/disqualified/", views.disqualify, name="disqualify"),
    path("cases/<uuid:case_id>/procedure/ends/review/", views.end_review, name="end_review"),
    path("cases/<uuid:case_id>/procedure/closed/", views.close, name="close"),
]
__all__ = ["offers", "urlpatterns"]
