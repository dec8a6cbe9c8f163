"""A small Bolt app to try the stand with: a form, a card with buttons, a home. It knows nothing of this project."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Give a plain text object."""
    return {"type": "plain_text", "text": text}


def card(votes: int) -> list[Json]:
    """Give the blocks of a card with a button, a select and a menu."""
    options = [{"text": plain(word), "value": word.lower()} for word in ("Fiets", "Wonen")]
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*Fiets*, akkoord: {votes} van 3"}},
        {
            "type": "actions",
            "block_id": "votes",
            "elements": [
                {"type": "button", "text": plain("Akkoord"), "action_id": "approve", "value": "1:1"},
                {"type": "button", "text": plain("Bezwaar"), "action_id": "object", "value": "1:1"},
                {"type": "static_select", "action_id": "theme", "placeholder": plain("Thema"), "options": options},
                {"type": "overflow", "action_id": "more", "options": options},
            ],
        },
    ]


def form(**more: Any) -> Json:
    """Give a modal with one field of each kind that keeps something."""
    options = [{"text": plain(word), "value": word.lower()} for word in ("Fiets", "Wonen")]
    fields: dict[str, Json] = {
        "amount": {"type": "plain_text_input", "max_length": 10},
        "theme": {"type": "static_select", "options": options},
        "days": {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
        "needed_by": {"type": "datepicker"},
        "urgent": {"type": "checkboxes", "options": options[:1]},
        "verdict": {"type": "radio_buttons", "options": options, "initial_option": options[1]},
        "who": {"type": "users_select"},
    }
    blocks = [
        {
            "type": "input",
            "block_id": name,
            "label": plain(name),
            "optional": name != "amount",
            "dispatch_action": name == "theme",
            "element": {"action_id": "value", **element},
        }
        for name, element in fields.items()
    ]
    view = {"type": "modal", "callback_id": "form", "title": plain("Aanvraag"), "submit": plain("Verder")}
    return {**view, "close": plain("Stop"), "notify_on_close": True, "blocks": blocks, **more}


class TrialApp:
    """The app, with what it heard. `delays` make the next answers late, in seconds; `failing` lets so many fail."""

    def __init__(self, api_url: str, secret: str, *, token: str) -> None:
        self.client = AsyncWebClient(token=token, base_url=api_url)
        self.client.retry_handlers = []
        self.bolt = AsyncApp(client=self.client, signing_secret=secret, process_before_response=True, logger=_quiet())
        self.heard: list[Json] = []
        self.delays: list[float] = []
        self.failing = 0
        self.votes = 0
        self.run: Any = None
        self._listen()
        handler = AsyncSlackRequestHandler(self.bolt)

        async def endpoint(request: Request) -> Response:
            if self.failing:
                self.failing -= 1
                return Response(status_code=500)
            return await handler.handle(request)

        self.application = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])

    async def close(self) -> None:
        """Let go of the connections."""
        if self.client.session:
            await self.client.session.close()

    def _listen(self) -> None:
        bolt = self.bolt
        bolt.use(self._hear)
        bolt.command("/voorkomerger")(self._open_form)
        bolt.shortcut("new_request")(self._open_form)
        bolt.shortcut("make_route")(self._open_form)
        bolt.command("/doorbraak")(self._help)
        bolt.action("approve")(self._approve)
        bolt.action("object")(self._object)
        bolt.action("theme")(self._acknowledge)
        bolt.action("more")(self._acknowledge)
        bolt.action("value")(self._acknowledge)
        bolt.view("form")(self._sent)
        bolt.view_closed("form")(self._acknowledge)
        bolt.event("app_home_opened")(self._home)
        for event in "message member_joined_channel channel_left group_left user_change channel_archive".split():
            bolt.event(event)(self._acknowledge)

    async def _hear(self, body: Json, next: Any) -> None:
        self.heard.append(body)
        await asyncio.sleep(self.delays.pop(0) if self.delays else 0)
        await next()

    async def _acknowledge(self, ack: Any) -> None:
        await ack()

    async def _open_form(self, ack: Any, body: Json) -> None:
        await ack()
        await self.client.views_open(trigger_id=body["trigger_id"], view=form())

    async def _help(self, ack: Any, command: Json) -> None:
        await ack(f"Je typte: {command['text']}")

    async def _approve(self, ack: Any, body: Json, respond: Any) -> None:
        await ack()
        self.votes += 1
        where = {"channel": body["channel"]["id"], "ts": body["container"]["message_ts"]}
        await self.client.chat_update(**where, text=f"Fiets, akkoord: {self.votes} van 3", blocks=card(self.votes))
        await respond("Je bent akkoord.", response_type="ephemeral", replace_original=False)

    async def _object(self, ack: Any, body: Json) -> None:
        await ack()
        channel, user = body["channel"]["id"], body["user"]["id"]
        await self.client.chat_postEphemeral(channel=channel, user=user, text="Je hebt bezwaar.")

    async def _sent(self, ack: Any, view: Json) -> None:
        amount = view["state"]["values"]["amount"]["value"]["value"]
        answers: dict[str, Json] = {
            "fout": {"response_action": "errors", "errors": {"amount": "Dat is geen bedrag."}},
            "elders": {"response_action": "errors", "errors": {"nergens": "Dat is geen bedrag."}},
            "anders": {"response_action": "update", "view": form(title=plain("Klopt dit?"))},
            "erbij": {"response_action": "push", "view": form(title=plain("Nog iets"))},
            "alles": {"response_action": "clear"},
            "stuk": {"response_action": "update", "view": {"type": "modal", "blocks": [{"type": "nope"}]}},
        }
        await ack(**answers.get(amount, {}))

    async def _home(self, ack: Any, event: Json) -> None:
        await ack()
        blocks = [{"type": "header", "text": plain("Wat wacht op mij")}, *card(0)]
        await self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    # --- what a test lets the app do by itself ------------------------------------------------------------------------

    def call(self, method: str, **args: Any) -> Any:
        """Call a method of the Web API from the loop of the app."""
        return self.run(self.client.api_call(method, json=args))

    def refused(self, method: str, **args: Any) -> str:
        """Call a method that has to be refused; gives the error code."""
        try:
            answer = self.call(method, **args)
        except SlackApiError as error:
            return str(error.response["error"])
        raise AssertionError(f"{method} was not refused: {answer}")

    def post_card(self, channel: str) -> str:
        """Post a card; gives its timestamp."""
        metadata = {"event_type": "card", "event_payload": {"key": "card:1"}}
        content = {"text": "Fiets, akkoord: 0 van 3", "blocks": card(0), "metadata": metadata}
        return str(self.run(self.client.chat_postMessage(channel=channel, **content))["ts"])


def _quiet() -> logging.Logger:
    logger = logging.getLogger("trial-app")
    logger.setLevel(logging.CRITICAL)
    return logger
