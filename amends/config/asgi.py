"""The one ASGI application: pages by Django, and beside it the stream of live updates."""

import os

from django.utils.module_loading import import_string

from amends.config.pages import Receive, Scope, Send, page_handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.config.settings")

pages = page_handler()
live = import_string("amends.doors.live.stream.live")  # by name: its tables want Django set up


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the stream or to the pages."""
    door = live if scope["type"] == "http" and scope["path"] == live.path else pages
    await door(scope, receive, send)
