"""The office's addresses: nouns, posted to."""

from django.urls import path

from amends.doors.office.advice_urls import urlpatterns as of_advice
from amends.doors.office.authority_urls import urlpatterns as of_authority
from amends.doors.office.views import (
    agents,
    blocks,
    consent,
    desk,
    fields,
    gaps,
    hooks,
    mailboxes,
    model,
    policies,
    policy_editor,
    signing,
    texts,
    times,
    waived,
)

app_name = "office"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("times/", times.times, name="times"),
    path("mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("mailboxes/new/", mailboxes.new_mailbox, name="mailbox-new"),
    path("mailboxes/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("mailboxes/<int:pk>/consent/", consent.consent, name="consent"),
    path("mailboxes/<int:pk>/signing/", signing.signing, name="signing"),
    path("consent/", consent.consent_given, name="consent-given"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<str:kind>/<str:language>/", texts.text, name="text"),
    path("texts/<str:kind>/<str:language>/packaged/", texts.packaged_text, name="text-packaged"),
    path("blocks/", blocks.blocks, name="blocks"),
    path("blocks/new/", blocks.new_block, name="block-new"),
    path("blocks/<int:pk>/", blocks.block, name="block"),
    path("blocks/<int:pk>/removal/", blocks.removal, name="block-removal"),
    path("agents/", agents.all_agents, name="agents"),
    path("agents/new/", agents.new_agent, name="agent-new"),
    path("agents/<int:pk>/", agents.agent, name="agent"),
    path("agents/<int:pk>/link/", agents.link, name="agent-link"),
    path("agents/<int:pk>/leaving/", agents.leaving, name="agent-leaving"),
    path("agents/<int:pk>/return/", agents.coming_back, name="agent-return"),
    path("policies/", policies.policies, name="policies"),
    path("policies/_new/", policy_editor.new_policy, name="policy-new"),
    path("policies/_preview/", policy_editor.preview, name="policy-preview"),
    path("policies/<slug:slug>/", policies.policy, name="policy"),
    path("policies/<slug:slug>/next/", policy_editor.next_version, name="policy-next"),
    path("policies/<slug:slug>/changes/", policies.changes, name="policy-changes"),
    path("policies/<slug:slug>/retirement/", policies.retirement, name="policy-retirement"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("fields/", fields.fields, name="fields"),
    path("fields/new/", fields.new_field, name="field-new"),
    path("fields/<int:pk>/", fields.field, name="field"),
    path("hooks/", hooks.hooks, name="hooks"),
    path("hooks/new/", hooks.new_hook, name="hook-new"),
    path("hooks/<int:pk>/end/", hooks.ending, name="hook-end"),
    path("model/", model.model, name="model"),
    path("model/trial/", model.trial, name="model-trial"),
    path("waived/", waived.waived, name="waived"),
    *of_authority,
    *of_advice,
]
