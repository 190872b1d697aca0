"""The workbench's addresses: nouns, posted to."""

from django.urls import path

from amends.doors.workbench.views import case, customers, doing, files, lists, new, pile, saying, search

app_name = "workbench"
C = "cases/<str:number>/"

urlpatterns = [
    path("", lists.owed, name="owed"),
    path("cases/", lists.cases, name="cases"),
    path("search/", search.search, name="search"),
    path("new/", new.new, name="new"),
    path("preferences/", customers.preferences, name="preferences"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    path("pile/", pile.pile, name="pile"),
    path("pile/<int:pk>/", pile.raw_arrival, name="arrival"),
    path("pile/<int:pk>/case/", pile.make_case, name="arrival-case"),
    path("pile/<int:pk>/setting-aside/", pile.set_aside, name="arrival-aside"),
    path("pile/<int:pk>/raw.eml", files.raw_arrival, name="arrival-download"),
    path("messages/<int:pk>/raw/", pile.raw_message, name="raw"),
    path("messages/<int:pk>/raw.eml", files.raw_message, name="raw-download"),
    path("attachments/<int:pk>/", files.attachment, name="attachment"),
    path(C, case.case, name="case"),
    path(f"{C}presence/", case.presence, name="presence"),
    path(f"{C}replies/", saying.reply, name="replies"),
    path(f"{C}replies/<int:message>/recall/", saying.recall, name="recall"),
    path(f"{C}replies/<int:message>/again/", saying.again, name="again"),
    path(f"{C}notes/", saying.note, name="notes"),
    path(f"{C}calls/", saying.call, name="calls"),
    path(f"{C}draft/", saying.draft, name="draft"),
    path(f"{C}coach/", saying.coach, name="coach"),
    path(f"{C}owner/", doing.take, name="owner"),
    path(f"{C}kind/", doing.kind, name="kind"),
    path(f"{C}understanding/", doing.understanding, name="understanding"),
    path(f"{C}promises/", doing.promise, name="promises"),
    path(f"{C}promises/<int:promise>/evidence/", doing.evidence, name="evidence"),
    path(f"{C}promises/<int:promise>/date/", doing.new_date, name="date"),
    path(f"{C}promises/<int:promise>/doubt/", doing.doubt, name="doubt"),
    path(f"{C}merges/<int:merge>/end/", doing.take_apart, name="merge-end"),
    path(f"{C}items/", doing.item, name="items"),
    path(f"{C}items/<int:item>/completion/", doing.item_done, name="completion"),
    path(f"{C}handoffs/", doing.hand_over, name="handoffs"),
    path(f"{C}handoffs/<int:handoff>/acceptance/", doing.accept, name="acceptance"),
    path(f"{C}handoffs/<int:handoff>/withdrawal/", doing.withdraw, name="withdrawal"),
    path(f"{C}waivers/", doing.waive, name="waivers"),
    path(f"{C}closure/", doing.close, name="closure"),
    path(f"{C}reopening/", doing.reopen, name="reopening"),
    path(f"{C}links/", doing.link, name="links"),
    path(f"{C}texts/", doing.mail_text, name="texts"),
    path(f"{C}participants/<int:participant>/verification/", doing.verify, name="verification"),
]
