"""The addresses of the sample desk's own pages."""

from django.urls import path

from amends.doors.demo import views

app_name = "demo"

urlpatterns = [
    path("write/", views.write, name="write"),
    path("outbox/", views.outbox, name="outbox"),
    path("clock/", views.clock, name="clock"),
    path("reset/", views.reset, name="reset"),
]
