"""What `doctor` looks at in Slack: token, scopes, clock, socket, channels, what was refused; and how to mend it.

Asks Slack and changes nothing there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from sqlalchemy import Connection, select

from bot.finding import Finding
from bot.settings import Settings
from handlers.slack.client import SlackClient, SlackSaidNo, Uncertain
from handlers.slack.figures import SlackFigures
from handlers.slack.manifest import SCOPES, SCOPES_FOR_MAIL
from handlers.slack.parse import PLATFORM
from storage import administer, troubles
from storage import tables as t

_MOST_SECONDS_OFF = 60
_AGAIN = "`doorbraakbot slack manifest` prints what the app needs; install it again after a change"


def examine_slack(settings: Settings, connection: Connection, now: datetime) -> Iterator[Finding]:
    """Look at Slack, when it is set up."""
    if not settings.slack_bot_token:
        return
    places = select(t.places.c.address).where(t.places.c.platform == PLATFORM).order_by(t.places.c.address)
    channels = connection.execute(places).scalars().all()
    programmes = connection.execute(select(t.programmes.c.id, t.programmes.c.name)).all()
    by_mail = any(administer.read_settings(connection, one[0]).get("link_by_email") for one in programmes)
    yield from asyncio.run(_ask(settings, channels, now, by_mail=by_mail))
    for programme, name in programmes:
        for trouble in troubles.known(connection, programme):
            yield Finding(False, f"{name}: Slack refuses {trouble.address} since {trouble.since[:10]}: {trouble.code}")


async def _ask(settings: Settings, channels: Sequence[str], now: datetime, *, by_mail: bool) -> list[Finding]:
    findings: list[Finding] = []
    tokens = [one.strip() for one in settings.slack_bot_token.split(",") if one.strip()]
    client = SlackClient(tokens, settings.slack_api_url, SlackFigures())
    try:
        for token in tokens:
            findings += await _token(client, token, now, by_mail=by_mail)
        findings += await _socket(settings, client)
        if any(one.fine for one in findings):
            findings += [await _channel(client, address) for address in channels]
    finally:
        await client.close()
    return findings


async def _token(client: SlackClient, token: str, now: datetime, *, by_mail: bool) -> list[Finding]:
    try:
        answered, headers = await client.test(token)
    except SlackSaidNo as no:
        return [Finding(False, f"Slack does not take SLACK_BOT_TOKEN: {no.code}; copy it anew from the app's page")]
    except Uncertain:
        return [Finding(False, "Slack does not answer; look at the network and at SLACK_API_URL")]
    team = f"{answered.get('team', '?')} ({answered.get('team_id', '?')})"
    found = [Finding(True, f"Slack knows the bot in {team}")]
    granted = {one.strip() for one in headers.get("x-oauth-scopes", "").split(",") if one.strip()}
    missing = sorted(set(SCOPES | (SCOPES_FOR_MAIL if by_mail else {})) - granted) if granted else []
    if missing:
        found.append(Finding(False, f"the app misses scopes in {team}: {', '.join(missing)}; {_AGAIN}"))
    return found + _clock(headers.get("date", ""), now)


def _clock(date: str, now: datetime) -> list[Finding]:
    try:
        off = abs((parsedate_to_datetime(date) - now).total_seconds())
    except ValueError:
        return []
    if off <= _MOST_SECONDS_OFF:
        return [Finding(True, "the clock agrees with Slack's")]
    why = "signatures are refused after 5 minutes; let the machine set its clock by the network"
    return [Finding(False, f"the clock is {off:.0f} s off from Slack's: {why}")]


async def _socket(settings: Settings, client: SlackClient) -> list[Finding]:
    if not settings.slack_app_token:
        return [Finding(True, f"Slack sends events to {settings.public_url}/slack/events")]
    try:
        await client.open_socket(settings.slack_app_token)
    except SlackSaidNo as no:
        what = "it needs the scope connections:write, and Socket Mode switched on"
        return [Finding(False, f"Slack does not take SLACK_APP_TOKEN: {no.code}; {what}")]
    except Uncertain:
        return [Finding(False, "Slack does not answer about the socket; look at the network")]
    return [Finding(True, "Socket Mode works: events come over a connection of ours")]


async def _channel(client: SlackClient, address: str) -> Finding:
    team, _, channel = address.partition(":")
    try:
        answered = await client.call("conversations.info", team, channel=channel)
    except SlackSaidNo as no:
        return Finding(False, f"channel {address}: {no.code}; invite the bot there with /invite, or take the place out")
    except Uncertain:
        return Finding(False, f"channel {address}: Slack does not answer")
    info = cast(dict[str, Any], answered.get("channel") or {})
    if info.get("is_archived"):
        return Finding(False, f"channel {address} is archived; name another place in the programme file")
    if not info.get("is_member"):
        return Finding(False, f"the bot is not in channel {address}; type /invite @Doorbraakbot there")
    return Finding(True, f"the bot is in channel {address}")
