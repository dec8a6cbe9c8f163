"""files.*: the three steps of an upload, as the SDK takes them."""

from __future__ import annotations

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.messages import Message
from tests.slack.stand.methods.method import Json, Method, channel_to_post_in
from tests.slack.stand.world import Install


async def get_upload_url(slack: Slack, install: Install, args: Json) -> Json:
    """Give an address to bring the bytes to."""
    if not args.get("filename") or not int(args.get("length") or 0):
        raise SlackRefusal("invalid_arguments")
    new = slack.ids.new("F")
    about = {"id": new, "name": args["filename"], "size": int(args["length"]), "bytes": None}
    slack.world.files[new] = about | {"alt_txt": args.get("alt_txt") or ""}
    return {"upload_url": f"{slack.base}/upload/{new}", "file_id": new}


async def complete_upload(slack: Slack, install: Install, args: Json) -> Json:
    """Show files whose bytes came, in a channel when one is named."""
    files = [_uploaded(slack, str(one["id"]), one.get("title")) for one in args.get("files") or []]
    if args.get("channel_id"):
        channel = channel_to_post_in(slack, install, str(args["channel_id"]))
        message = Message(
            ts=slack.ids.ts(),
            channel=channel,
            author=install.bot,
            text=str(args.get("initial_comment") or ""),
            thread_ts=str(args.get("thread_ts") or ""),
            install=install,
            files=files,
            subtype="file_share",
        )
        slack.post(message)
    return {"files": files}


def _uploaded(slack: Slack, name: str, title: str | None) -> Json:
    kept = slack.world.files.get(name)
    if kept is None or kept["bytes"] is None:
        raise SlackRefusal("file_not_found")
    shown = {key: kept[key] for key in ("id", "name", "size", "alt_txt")}
    return shown | {"title": title or kept["name"]}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(complete_upload, "files:write"),
}
