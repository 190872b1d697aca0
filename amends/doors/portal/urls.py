"""The portal's addresses: one page for each link, and nouns that its forms post to."""

from django.urls import path

from amends.doors.portal import views

app_name = "portal"

urlpatterns = [
    path("<str:token>/", views.page, name="page"),
    path("<str:token>/understanding/", views.understanding, name="understanding"),
    path("<str:token>/messages/", views.messages, name="messages"),
    path("<str:token>/solved/", views.solved, name="solved"),
    path("<str:token>/choices/", views.choices, name="choices"),
    path("<str:token>/code/", views.code, name="code"),
]
