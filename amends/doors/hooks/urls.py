"""The address that programs call with evidence."""

from django.urls import path

from amends.doors.hooks.views import evidence

app_name = "hooks"

urlpatterns = [path("<int:hook>/evidence/", evidence, name="evidence")]
