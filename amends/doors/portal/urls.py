"""The portal's addresses: one page for each link, and nouns that its forms post to."""

from django.urls import URLPattern

app_name = "portal"

urlpatterns: list[URLPattern] = []
