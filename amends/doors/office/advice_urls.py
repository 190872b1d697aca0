"""The addresses of what the coach is told: rules of the house, how loudly rules speak, questions as examples."""

from django.urls import path

from amends.doors.office.views import coach, house, questions

urlpatterns = [
    path("coach/", coach.coach, name="coach"),
    path("coach/<str:rule>/", coach.rule, name="coach-rule"),
    path("house/", house.all_rules, name="house"),
    path("house/new/", house.new_rule, name="house-new"),
    path("house/<int:pk>/", house.rule, name="house-rule"),
    path("house/<int:pk>/removal/", house.removal, name="house-removal"),
    path("questions/", questions.questions, name="questions"),
    path("questions/examples.jsonl", questions.table, name="questions-table"),
]
