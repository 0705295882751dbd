"""Addresses of reports, below /programme/report/."""

from django.urls import path

from opennrm.programme.report import acts, adding, picking, views

app_name = "programme_report"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:id>/", views.report, name="report"),
    path("<uuid:id>/compare/", views.compare, name="compare"),
    path("<uuid:id>/rewrite/", acts.rewrite, name="rewrite"),
    path("<uuid:id>/add/", adding.add, name="add"),
    path("<uuid:id>/figure/", picking.pick, name="figure"),
    path("<uuid:id>/check/", acts.check, name="check"),
    path("<uuid:id>/law/", views.law, name="law"),
    path("<uuid:id>/check-law/", acts.check_law, name="check_law"),
    path("<uuid:id>/look/", acts.look, name="look"),
    path("<uuid:id>/ask/", acts.ask, name="ask"),
    path("<uuid:id>/comment/", acts.comment, name="comment"),
    path("<uuid:id>/settle/", acts.settle, name="settle"),
    path("<uuid:id>/approve/", acts.approve, name="approve"),
    path("<uuid:id>/publish/", acts.publish, name="publish"),
    path("<uuid:id>/remove/", acts.remove, name="remove"),
    path("<uuid:id>/report.<str:form>", views.file, name="file"),
]
