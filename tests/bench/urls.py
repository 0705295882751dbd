"""The bare view's own address."""

from django.urls import path
from tests.bench.bare import bare

urlpatterns = [path("bare/<uuid:case_id>/", bare)]
