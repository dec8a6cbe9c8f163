"""Modals and home tabs as Slack keeps them: stacks of at most three, hashes, what was typed, errors below a field."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.slack.schema import check_home, check_view
from tests.slack.schema.check import LARGEST_VIEW
from tests.slack.stand.clock import Ids
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.messages import elements_of, with_ids
from tests.slack.stand.state import Typed, values_of
from tests.slack.stand.world import Install, User

Json = dict[str, Any]
MOST_STACKED = 3


@dataclass(eq=False, kw_only=True)
class View:
    """One view of one person. `errors` is what stands below its fields, `trouble` what stands above it."""

    id: str
    install: Install
    user: User
    content: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    typed: Typed = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict[str, str])
    trouble: str = ""
    is_open: bool = True

    def as_json(self) -> Json:
        """Give it as it stands in answers and payloads."""
        content = self.content
        found: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None}
        found |= {"close": None, "clear_on_close": False, "notify_on_close": False} | copy.deepcopy(content)
        return found | {
            "id": self.id,
            "team_id": self.install.team,
            "state": {"values": values_of(content["blocks"], self.typed)},
            "hash": self.hash,
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": self.install.app.id,
            "app_installed_team_id": self.install.team,
            "bot_id": self.install.bot_id,
        }


class Views:
    """Every view of one stand. Takes no view that does not pass the schema."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self.all: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        """User id to the modals on the screen, the one on top last."""
        self.homes: dict[tuple[str, str], View] = {}
        """(Team, user) to the home tab."""

    def open(self, install: Install, user: User, content: Json) -> View:
        """Open a modal; what was open goes away."""
        for view in self.stacks.pop(user.id, []):
            view.is_open = False
        return self._add(install, user, content, [])

    def push(self, install: Install, user: User, content: Json) -> View:
        """Put a modal on top of the open ones."""
        stack = self.stacks.get(user.id, [])
        if not stack:
            raise SlackRefusal("not_found")
        if len(stack) >= MOST_STACKED:
            raise SlackRefusal("push_limit_reached")
        return self._add(install, user, content, stack)

    def _add(self, install: Install, user: User, content: Json, stack: list[View]) -> View:
        refuse_bad(content)
        self._refuse_taken(content)
        new = self._ids.new("V")
        root = stack[0].root_id if stack else new
        previous = stack[-1].id if stack else None
        filled = {**content, "blocks": with_ids(content["blocks"], self._ids.new)}
        view = View(
            id=new, install=install, user=user, content=filled, hash=self._hash(), root_id=root, previous_id=previous
        )
        self.all[new] = view
        self.stacks[user.id] = [*stack, view]
        return view

    def update(self, view: View, content: Json, hash: str = "") -> View:
        """Change a view in place. What was typed stays where block id, action id and kind stay."""
        if hash and hash != view.hash:
            raise SlackRefusal("hash_conflict")
        refuse_bad(content, view.content["type"])
        if not view.is_open:
            raise SlackRefusal("not_found")
        view.content = {**content, "blocks": with_ids(content["blocks"], self._ids.new)}
        view.hash, view.errors, view.trouble = self._hash(), {}, ""
        kinds = {
            (block["block_id"], one["action_id"]): one["type"]
            for block in view.content["blocks"]
            for one in elements_of(block)
        }
        view.typed = {key: state for key, state in view.typed.items() if kinds.get(key) == state["type"]}
        return view

    def publish(self, install: Install, user: User, content: Json, hash: str = "") -> View:
        """Show this on somebody's home tab."""
        refuse_bad(content, "home")
        old = self.homes.get((install.team, user.id))
        if old:
            return self.update(old, content, hash)
        new = self._ids.new("V")
        filled = {**content, "blocks": with_ids(content["blocks"], self._ids.new)}
        view = View(id=new, install=install, user=user, content=filled, hash=self._hash(), root_id=new)
        self.all[new] = self.homes[(install.team, user.id)] = view
        return view

    def close_top(self, user: User) -> View | None:
        """Take the modal on top away; gives it."""
        stack = self.stacks.get(user.id, [])
        if not stack:
            return None
        view = stack.pop()
        view.is_open = False
        return view

    def clear(self, user: User) -> None:
        """Take all modals of somebody away."""
        while self.close_top(user):
            pass

    def find(self, view_id: str, external_id: str) -> View:
        """Give the view that a call names."""
        for view in self.all.values():
            if view.is_open and (
                view.id == view_id or (external_id and view.content.get("external_id") == external_id)
            ):
                return view
        raise SlackRefusal("not_found")

    def _refuse_taken(self, content: Json) -> None:
        name = content.get("external_id")
        if name and any(one.is_open and one.content.get("external_id") == name for one in self.all.values()):
            raise SlackRefusal("duplicate_external_id")

    def _hash(self) -> str:
        moment = self._ids.ts()
        return f"{moment.split('.')[0]}.{hashlib.sha256(moment.encode()).hexdigest()[:8]}"


def refuse_bad(content: Any, kind: str = "modal") -> None:
    """Answer as Slack does when a view does not fit."""
    problems = check_home(content) if kind == "home" else check_view(content)
    if not problems:
        return
    if any(str(LARGEST_VIEW) in one.what for one in problems):
        raise SlackRefusal("view_too_large", problems=[str(one) for one in problems])
    told = [str(one) for one in problems]
    messages = [f"[ERROR] {one}" for one in told]
    raise SlackRefusal("invalid_arguments", response_metadata={"messages": messages}, problems=told)
