"""The office's addresses."""

from django.urls import URLPattern

app_name = "office"

urlpatterns: list[URLPattern] = []
