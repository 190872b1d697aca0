"""The addresses that programs call: with evidence, and mail services with mail."""

from django.urls import path

from amends.doors.hooks.mail_views import mail
from amends.doors.hooks.views import evidence

app_name = "hooks"

urlpatterns = [
    path("<int:hook>/evidence/", evidence, name="evidence"),
    path("mail/<slug:service>/", mail, name="mail"),
    path("mail/<slug:service>/mime/", mail, name="whole_mail"),  # an ending by which Mailgun knows what to send
]
