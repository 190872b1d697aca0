"""Which page answers where."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("amends.doors.workbench.urls")),
    path("accounts/", include("allauth.account.urls")),
]
