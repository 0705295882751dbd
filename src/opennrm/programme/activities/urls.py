"""Addresses of the work of a programme, below /programme/."""

from django.urls import path

from opennrm.programme.activities.views import activities, aims, bodies, feeds, files, seeing

app_name = "programme"
urlpatterns = [
    path("", activities.index, name="list"),
    path("activities/new/", activities.new, name="new"),
    path("activities/<uuid:id>/", activities.activity, name="activity"),
    path("activities/<uuid:id>/change/", activities.change, name="change"),
    path("activities/<uuid:id>/outcome/", activities.outcome, name="outcome"),
    path("activities/<uuid:id>/past/", activities.history, name="history"),
    path("activities/<uuid:id>/remove/", activities.remove, name="remove"),
    path("calendar/", seeing.calendar, name="calendar"),
    path("calendar/mine/", feeds.index, name="feeds"),
    path("calendar/mine/<uuid:id>/end/", feeds.end, name="end_feed"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("import/", files.bring, name="import"),
    path("import/<uuid:id>/", files.bring_one, name="import_one"),
    path("import/<str:shape>-template.<str:form>", files.template, name="template"),
    path("export/<str:shape>.<str:form>", files.export, name="export"),
    path("timeline/", seeing.timeline, name="timeline"),
    path("countries/", seeing.countries, name="countries"),
    path("countries/<str:country>/", seeing.country, name="country"),
    path("bodies/", bodies.index, name="bodies"),
    path("bodies/new/", bodies.new, name="new_body"),
    path("bodies/<uuid:id>/", bodies.body, name="body"),
    path("bodies/<uuid:id>/change/", bodies.change, name="change_body"),
    path("bodies/<uuid:id>/remove/", bodies.remove, name="remove_body"),
    path("aims/", aims.aims, name="aims"),
    path("aims/new/", aims.new_aim, name="new_aim"),
    path("aims/<uuid:id>/change/", aims.change_aim, name="change_aim"),
    path("aims/<uuid:id>/remove/", aims.remove_aim, name="remove_aim"),
    path("plan/", aims.plan, name="plan"),
    path("plan/new/", aims.new_promise, name="new_promise"),
    path("plan/<uuid:id>/change/", aims.change_promise, name="change_promise"),
    path("plan/<uuid:id>/answer/", aims.answer, name="answer"),
    path("plan/<uuid:id>/past/", aims.promise_history, name="promise_history"),
    path("plan/<uuid:id>/remove/", aims.remove_promise, name="remove_promise"),
]
