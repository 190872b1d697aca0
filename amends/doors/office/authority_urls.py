"""The addresses of authority, levels and teams, absence, concessions and fairness."""

from django.urls import path

from amends.doors.office.views import agents, authority, concessions, fairness, levels

urlpatterns = [
    path("agents/<int:pk>/absence/", agents.absence, name="agent-absence"),
    path("agents/<int:pk>/presence/", agents.presence, name="agent-presence"),
    path("authority/", authority.authority, name="authority"),
    path("authority/beginning/", authority.beginning, name="authority-beginning"),
    path("authority/called/", authority.called, name="authority-called"),
    path("authority/new/", authority.new_limit, name="limit-new"),
    path("authority/<int:pk>/", authority.limit, name="limit"),
    path("authority/<int:pk>/removal/", authority.removal, name="limit-removal"),
    path("levels/", levels.all_levels, name="levels"),
    path("levels/new/", levels.level, name="level-new"),
    path("levels/<int:pk>/", levels.level, name="level"),
    path("levels/<int:pk>/removal/", levels.level_removal, name="level-removal"),
    path("levels/teams/new/", levels.team, name="team-new"),
    path("levels/teams/<int:pk>/", levels.team, name="team"),
    path("levels/teams/<int:pk>/removal/", levels.team_removal, name="team-removal"),
    path("concessions/", concessions.concessions, name="concessions"),
    path("concessions/table.csv", concessions.concessions_table, name="concessions-table"),
    path("fairness/", fairness.fairness, name="fairness"),
]
