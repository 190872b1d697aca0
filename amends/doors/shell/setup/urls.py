"""The address of set-up."""

from django.urls import path

from amends.doors.shell.setup.views import setup

app_name = "setup"

urlpatterns = [path("", setup, name="setup")]
