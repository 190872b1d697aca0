"""Which page answers where."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("amends.doors.workbench.urls")),
    path("p/", include("amends.doors.portal.urls")),
    path("office/", include("amends.doors.office.urls")),
    path("setup/", include("amends.doors.shell.setup.urls")),
    path("demo/", include("amends.doors.demo.urls")),
    path("health/", include("amends.doors.health.urls")),
    path("hooks/", include("amends.doors.hooks.urls")),
    path("accounts/", include("amends.doors.shell.account_urls")),
]
