"""The checks of messages, views, homes and manifests: what is right passes, what is wrong is named with its mend."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.slack.schema import check_home, check_manifest, check_message, check_metadata, check_view

Change = Callable[[dict[str, Any]], Any]


def plain(text: str) -> dict[str, Any]:
    """Give a plain text object."""
    return {"type": "plain_text", "text": text}


def button(action: str = "approve", **more: Any) -> dict[str, Any]:
    """Give a button."""
    return {"type": "button", "text": plain("Akkoord"), "action_id": action, "value": "VE-2026-0042:1", **more}


MESSAGE: dict[str, Any] = {
    "text": "Kijk je mee? Fiets, € 125,50, Overvecht.",
    "metadata": {"event_type": "card", "event_payload": {"key": "card:1"}},
    "blocks": [
        {"type": "header", "text": plain("Fiets")},
        {
            "type": "section",
            "block_id": "q",
            "text": {"type": "mrkdwn", "text": "Een fiets."},
            "accessory": button("open"),
        },
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Wijk* Overvecht"}]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Akkoord: 1 van 3"}]},
        {"type": "image", "image_url": "https://example.org/chart.png", "alt_text": "Uitgaven per thema"},
        {"type": "actions", "block_id": "votes", "elements": [button(), button("object", style="danger")]},
    ],
}
THEMES = [{"text": plain("Fiets"), "value": "fiets"}, {"text": plain("Wonen"), "value": "wonen"}]
VIEW: dict[str, Any] = {
    "type": "modal",
    "callback_id": "request_form",
    "title": plain("Nieuwe aanvraag"),
    "submit": plain("Verder"),
    "close": plain("Stop"),
    "blocks": [
        {
            "type": "input",
            "block_id": "amount",
            "label": plain("Bedrag"),
            "hint": plain("Bijvoorbeeld 125,50."),
            "element": {"type": "plain_text_input", "action_id": "value", "max_length": 20},
        },
        {
            "type": "input",
            "block_id": "theme",
            "label": plain("Thema"),
            "element": {"type": "static_select", "action_id": "value", "options": THEMES, "initial_option": THEMES[0]},
        },
    ],
}
HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "header", "text": plain("Wat wacht op mij")}]}
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Doorbraakbot"},
    "features": {
        "bot_user": {"display_name": "doorbraakbot"},
        "slash_commands": [
            {"command": "/doorbraak", "description": "Wat wacht op mij", "url": "https://bot.example.org/slack/events"}
        ],
        "shortcuts": [
            {"name": "Nieuwe aanvraag", "type": "global", "callback_id": "new_request", "description": "Vraag iets aan"}
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {
        "event_subscriptions": {"request_url": "https://bot.example.org/slack/events", "bot_events": ["message.im"]},
        "interactivity": {"is_enabled": True, "request_url": "https://bot.example.org/slack/events"},
        "socket_mode_enabled": False,
    },
}


def changed(whole: dict[str, Any], change: Change) -> dict[str, Any]:
    """Give a copy with one thing changed."""
    other = copy.deepcopy(whole)
    change(other)
    return other


def test_what_is_right_passes():
    """A message, a modal, a home and a manifest with what we use have no problem."""
    assert check_message(MESSAGE) == []
    assert check_view(VIEW) == []
    assert check_home(HOME) == []
    assert check_manifest(MANIFEST) == []


BAD_MESSAGES: dict[str, tuple[Change, str, str]] = {
    "an unknown block": (lambda m: m["blocks"].append({"type": "nope"}), "blocks[7].type", "use one of actions"),
    "a block without type": (lambda m: m["blocks"].append({}), "blocks[7]", "give 'type'"),
    "a text of 3001": (lambda m: m["blocks"][1]["text"].update(text="a" * 3001), "'q'.text.text", "shorten it by 1"),
    "a header of 151": (lambda m: m["blocks"][0]["text"].update(text="a" * 151), "[0].text.text", "at most 150"),
    "a header of mrkdwn": (lambda m: m["blocks"][0]["text"].update(type="mrkdwn"), "[0].text.type", "use 'plain_text'"),
    "an empty text": (lambda m: m["blocks"][1]["text"].update(text=""), "'q'.text.text", "at least 1"),
    "a field of 2001": (
        lambda m: m["blocks"][2]["fields"][0].update(text="a" * 2001),
        "fields[0].text",
        "at most 2000",
    ),
    "eleven fields": (lambda m: m["blocks"][2].update(fields=m["blocks"][2]["fields"] * 11), ".fields", "at most 10"),
    "no field": (lambda m: m["blocks"][2].update(fields=[]), ".fields", "at least 1"),
    "a bare section": (lambda m: m["blocks"][2].pop("fields"), "blocks[2]", "give 'text' or 'fields'"),
    "26 buttons": (
        lambda m: m["blocks"][6].update(elements=[button(f"a{n}") for n in range(26)]),
        ".elements",
        "most 25",
    ),
    "a button of 76": (lambda m: m["blocks"][6]["elements"][0].update(text=plain("a" * 76)), "text.text", "at most 75"),
    "a value of 2001": (lambda m: m["blocks"][6]["elements"][0].update(value="a" * 2001), ".value", "at most 2000"),
    "an unknown style": (lambda m: m["blocks"][6]["elements"][0].update(style="red"), ".style", "danger"),
    "an unknown field": (
        lambda m: m["blocks"][6]["elements"][0].update(colour="red"),
        "elements[0]",
        "is no field of 'button'",
    ),
    "an unknown element": (lambda m: m["blocks"][6]["elements"].append({"type": "knob"}), "elements[2].type", "button"),
    "a picture without words": (lambda m: m["blocks"][5].pop("alt_text"), "blocks[5]", "fits none"),
    "the same action twice": (lambda m: m["blocks"][6]["elements"].append(button()), "blocks[6]", "an id of its own"),
    "the same block id twice": (lambda m: m["blocks"][2].update(block_id="q"), "blocks", "'q' stands 2 times"),
    "51 blocks": (lambda m: m["blocks"].extend([{"type": "divider"}] * 44), "blocks", "at most 50 in a message"),
    "a text of 40,001": (lambda m: m.update(text="a" * 40_001), "text", "at most 40000"),
    "no plain text": (lambda m: m.update(text=" "), "text", "in plain words"),
    "blocks that are no list": (lambda m: m.update(blocks={"type": "divider"}), "blocks", "send a list"),
    "metadata without a type": (lambda m: m["metadata"].pop("event_type"), "metadata", "give 'event_type'"),
    "eleven contexts": (
        lambda m: m["blocks"][4].update(elements=m["blocks"][4]["elements"] * 11),
        ".elements",
        "most 10",
    ),
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_message_that_slack_refuses_is_told_where_and_how_to_mend_it(name: str):
    """One problem, at the place of the change."""
    change, path, words = BAD_MESSAGES[name]

    problems = check_message(changed(MESSAGE, change))

    assert len(problems) == 1, problems
    assert problems[0].path.endswith(path) or path in problems[0].path
    assert words in str(problems[0])


BAD_VIEWS: dict[str, tuple[Change, str]] = {
    "a title of 25": (lambda v: v["title"].update(text="a" * 25), "view.title.text: 25 characters, at most 24"),
    "no title": (lambda v: v.pop("title"), "view: 'title' is missing"),
    "a submit of 25": (lambda v: v["submit"].update(text="a" * 25), "view.submit.text"),
    "no submit": (lambda v: v.pop("submit"), "view.submit: there is none"),
    "no blocks": (lambda v: v.pop("blocks"), "blocks: is no list"),
    "101 blocks": (lambda v: v["blocks"].extend([{"type": "divider"}] * 99), "101 blocks, at most 100 in a modal"),
    "private metadata of 3001": (lambda v: v.update(private_metadata="a" * 3001), "view.private_metadata"),
    "a callback id of 256": (lambda v: v.update(callback_id="a" * 256), "view.callback_id"),
    "too large": (
        lambda v: v["blocks"].extend({"type": "section", "text": plain("a" * 3000)} for _ in range(90)),
        "bytes, at most 250000",
    ),
    "an input without label": (lambda v: v["blocks"][0].pop("label"), "blocks[0] 'amount': 'label' is missing"),
    "an option of 76": (lambda v: v["blocks"][1]["element"]["options"][1].update(value="a" * 76), "options[1].value"),
    "101 options": (
        lambda v: v["blocks"][1]["element"].update(options=[{"text": plain("x"), "value": str(n)} for n in range(101)]),
        "element.options: 101 items, at most 100",
    ),
    "no options": (
        lambda v: [v["blocks"][1]["element"].pop(name) for name in ("options", "initial_option")],
        "needs either 'options' or",
    ),
    "an option without value": (lambda v: v["blocks"][1]["element"]["options"][1].pop("value"), "'Wonen' has no value"),
    "two options alike": (lambda v: v["blocks"][1]["element"]["options"][1].update(value="fiets"), "'fiets' stands 2"),
    "a strange initial option": (
        lambda v: v["blocks"][1]["element"].update(initial_option={"text": plain("Leges"), "value": "leges"}),
        "'leges' is no option",
    ),
    "a long initial value": (lambda v: v["blocks"][0]["element"].update(initial_value="a" * 21), "at most 20"),
    "a max_length of 3001": (lambda v: v["blocks"][0]["element"].update(max_length=3001), "element.max_length: 3001"),
    "a date in Dutch": (
        lambda v: v["blocks"][0].update(
            element={"type": "datepicker", "action_id": "value", "initial_date": "1-3-2026"}
        ),
        "element.initial_date",
    ),
    "a table": (
        lambda v: v["blocks"].append({"type": "table", "rows": [[{"type": "raw_text", "text": "Fiets"}]]}),
        "a table block in a modal",
    ),
    "the cursor in two places": (
        lambda v: [one["element"].update(focus_on_load=True) for one in v["blocks"]],
        "focus_on_load stands 2 times",
    ),
    "the type of a home": (lambda v: v.update(type="home"), "view.type"),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_a_modal_that_slack_refuses_is_told_where_and_how_to_mend_it(name: str):
    """One problem, that says what was changed."""
    change, words = BAD_VIEWS[name]

    problems = check_view(changed(VIEW, change))

    assert len(problems) == 1, problems
    assert words in str(problems[0])


def test_a_home_takes_no_title_and_no_nonsense():
    """The home tab has blocks and hardly anything else."""
    assert "is no field of 'home'" in str(check_home({**HOME, "title": plain("Thuis")})[0])
    assert "use one of" in str(check_home({**HOME, "blocks": [{"type": "nope"}]})[0])


def test_metadata_without_content_is_refused():
    """Both halves are needed."""
    assert "'event_payload' is missing" in str(check_metadata({"event_type": "card"})[0])


BAD_MANIFESTS: dict[str, tuple[Change, str]] = {
    "no name": (lambda m: m["display_information"].pop("name"), "'name' is missing"),
    "a name of 36": (lambda m: m["display_information"].update(name="a" * 36), "at most 35"),
    "a colour by name": (lambda m: m["display_information"].update(background_color="blue"), "background_color"),
    "an unknown scope": (
        lambda m: m["oauth_config"]["scopes"]["bot"].append("chat:shout"),
        "'chat:shout' is not known",
    ),
    "an unknown event": (
        lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("message.all"),
        "'message.all' is not known",
    ),
    "an unknown setting": (lambda m: m["settings"].update(turbo=True), "'turbo' is no field"),
    "an unknown part": (lambda m: m.update(extras={}), "'extras' is no field"),
    "a command without slash": (lambda m: m["features"]["slash_commands"][0].update(command="doorbraak"), ".command"),
    "a command without url": (lambda m: m["features"]["slash_commands"][0].pop("url"), "or enable Socket Mode"),
    "a shortcut of 25": (lambda m: m["features"]["shortcuts"][0].update(name="a" * 25), "at most 24"),
    "a shortcut of no kind": (lambda m: m["features"]["shortcuts"][0].update(type="channel"), "'channel' is not known"),
    "no address for events": (
        lambda m: m["settings"]["event_subscriptions"].pop("request_url"),
        "settings.event_subscriptions: events without a request_url",
    ),
    "no address for taps": (lambda m: m["settings"]["interactivity"].pop("request_url"), "settings.interactivity"),
    "an address that is none": (
        lambda m: m["settings"]["interactivity"].update(request_url="bot.example.org"),
        "interactivity.request_url",
    ),
    "commands without scope": (lambda m: m["oauth_config"]["scopes"]["bot"].remove("commands"), "the scope 'commands'"),
    "no bot user": (lambda m: m["features"].pop("bot_user"), "give 'bot_user'"),
}


@pytest.mark.parametrize("name", BAD_MANIFESTS)
def test_a_manifest_that_slack_refuses_is_told_where_and_how_to_mend_it(name: str):
    """One problem, that says what was changed."""
    change, words = BAD_MANIFESTS[name]

    problems = check_manifest(changed(MANIFEST, change))

    assert len(problems) == 1, problems
    assert words in str(problems[0])
