"""Payloads as Slack sends them, shortened; identifiers are made up."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TAP: Json = {
    "type": "block_actions",
    "user": {"id": "U02ANKE", "username": "anke", "name": "anke", "team_id": "T02UWV"},
    "api_app_id": "A01",
    "token": "old",
    "container": {"type": "message", "message_ts": "1772.1", "channel_id": "C01REV", "is_ephemeral": False},
    "trigger_id": "12.34.ab",
    "team": {"id": "T01TEST", "domain": "voorkomerger"},
    "enterprise": None,
    "is_enterprise_install": False,
    "channel": {"id": "C01REV", "name": "privategroup"},
    "message": {"type": "message", "ts": "1772.1", "text": "Kijk je mee?", "bot_id": "B01"},
    "state": {"values": {}},
    "response_url": "https://hooks.example.org/actions/1",
    "actions": [
        {
            "action_id": "approve",
            "block_id": "acts:utrecht#2",
            "text": {"type": "plain_text", "text": "Akkoord", "emoji": False},
            "value": "VE-2026-0042:3",
            "type": "button",
            "action_ts": "1772.2",
        }
    ],
}

FORM: Json = {
    "type": "view_submission",
    "team": {"id": "T01TEST", "domain": "voorkomerger"},
    "user": {"id": "U01NOOR", "name": "noor", "team_id": "T01TEST"},
    "trigger_id": "12.35.ab",
    "view": {
        "id": "V1",
        "root_view_id": "V0",
        "hash": "1.a",
        "callback_id": "answer_form",
        "private_metadata": "{}",
        "state": {
            "values": {
                "reason": {"value": {"type": "plain_text_input", "value": None}},
                "verdict": {"value": {"type": "radio_buttons", "selected_option": {"value": "too_late"}}},
                "needed_by": {"value": {"type": "datepicker", "selected_date": "2026-03-12"}},
                "urgent": {"value": {"type": "checkboxes", "selected_options": [{"value": "urgent"}]}},
                "expected_days": {"value": {"type": "number_input", "value": "20"}},
            }
        },
    },
}

COMMAND: Json = {
    "command": "/doorbraak",
    "text": "uitgaven per thema",
    "team_id": "T01TEST",
    "user_id": "U01MIRA",
    "channel_id": "D01",
    "trigger_id": "12.36.ab",
    "response_url": "https://hooks.example.org/commands/1",
}

MESSAGE: Json = {
    "type": "event_callback",
    "team_id": "T01TEST",
    "event_id": "Ev01",
    "event": {
        "type": "message",
        "channel": "C01REV",
        "channel_type": "group",
        "user": "U02ANKE",
        "user_team": "T02UWV",
        "text": "W&amp;I &lt;belt&gt;",
        "ts": "1773.1",
        "thread_ts": "1772.1",
    },
}
