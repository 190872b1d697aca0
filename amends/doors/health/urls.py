"""The address that machines ask."""

from django.urls import path

from amends.doors.health.views import health

app_name = "health"

urlpatterns = [path("", health, name="health")]
