"""The Web API of the stand: what it takes, what it refuses and with which code, as Slack does."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from tests.slack.schema import check_message
from tests.slack.stand import Stand
from tests.slack.trial_app import TrialApp, card


def test_a_token_tells_where_it_belongs_and_what_it_may(stand: Stand, trial: TrialApp) -> None:
    """auth.test names team and bot; the scopes stand in a header."""
    answer = trial.call("auth.test")

    assert (answer["team_id"], answer["user"]) == ("T01TEST", "doorbraakbot")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_a_token_that_is_wrong_or_dead_opens_nothing(stand: Stand, trial: TrialApp) -> None:
    """Three ways to be shut out."""
    right = trial.client.token
    assert right
    trial.client.token = "xoxb-wrong"
    assert trial.refused("auth.test") == "invalid_auth"
    trial.client.token = ""
    assert trial.refused("auth.test") == "not_authed"

    trial.client.token = right
    stand.uninstall(stand.slack.world.installs[right])
    assert trial.refused("auth.test") == "account_inactive"


@pytest.mark.parametrize(
    ("method", "scope", "args"),
    [
        ("chat.postMessage", "chat:write", {"channel": "meelezers", "text": "Hoi"}),
        ("conversations.history", "groups:history", {"channel": "meelezers"}),
        ("conversations.info", "channels:read", {"channel": "prikbord"}),
        ("conversations.join", "channels:join", {"channel": "prikbord"}),
        ("users.lookupByEmail", "users:read.email", {"email": "noor@example.org"}),
        ("users.info", "users:read", {"user": "noor"}),
    ],
)
def test_a_method_without_its_scope_is_refused(
    stand: Stand, trial: TrialApp, method: str, scope: str, args: dict[str, str]
) -> None:
    """The answer names the scope that is needed; with the scope it works."""
    ids = {one.name: one.id for one in [*stand.slack.world.channels.values(), *stand.slack.world.users.values()]}
    args = {name: ids.get(value, value) for name, value in args.items()}
    install = next(iter(stand.slack.world.installs.values()))
    install.scopes.discard(scope)

    with pytest.raises(SlackApiError) as caught:
        trial.call(method, **args)

    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == scope
    install.scopes.add(scope)
    assert trial.call(method, **args)["ok"]


def test_the_bot_posts_only_where_it_is(stand: Stand, trial: TrialApp) -> None:
    """A public channel it is not in, a private one it cannot know, an archived one, one that is none."""
    secret = stand.add_channel("geheim", kind="private", with_bot=False)
    old = stand.add_channel("oud")
    stand.archive(old)

    def post(channel: str) -> str:
        return trial.refused("chat.postMessage", channel=channel, text="Hoi")

    assert post(stand.channel_of("prikbord").id) == "not_in_channel"
    assert post(secret.id) == "channel_not_found"
    assert post(old.id) == "is_archived"
    assert post("C0NOWHERE") == "channel_not_found"
    trial.call("conversations.join", channel=stand.channel_of("prikbord").id)
    assert trial.call("chat.postMessage", channel=stand.channel_of("prikbord").id, text="Hoi")["ok"]


def test_metadata_is_kept_and_given_to_who_asks(stand: Stand, trial: TrialApp) -> None:
    """The key of a post is found again in history and in a thread."""
    channel = stand.channel_of("meelezers").id
    ts = trial.post_card(channel)

    bare = trial.call("conversations.history", channel=channel)["messages"]
    whole = trial.call("conversations.history", channel=channel, include_all_metadata=True)["messages"]

    assert "metadata" not in bare[0]
    assert whole[0]["metadata"]["event_payload"] == {"key": "card:1"}
    trial.call("chat.update", channel=channel, ts=ts, text="Anders", blocks=card(1))
    thread = trial.call("conversations.replies", channel=channel, ts=ts, include_all_metadata=True)["messages"]
    assert thread[0]["metadata"]["event_payload"] == {"key": "card:1"}


def test_history_comes_page_by_page_the_newest_first_without_threads(stand: Stand, trial: TrialApp) -> None:
    """Cursors lead through everything once."""
    channel = stand.channel_of("meelezers").id
    stamps = [trial.call("chat.postMessage", channel=channel, text=str(number))["ts"] for number in range(5)]
    trial.call("chat.postMessage", channel=channel, text="antwoord", thread_ts=stamps[0])

    first = trial.call("conversations.history", channel=channel, limit=3)
    second = trial.call(
        "conversations.history", channel=channel, limit=3, cursor=first["response_metadata"]["next_cursor"]
    )

    assert [one["text"] for one in first["messages"] + second["messages"]] == ["4", "3", "2", "1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    later = trial.call("conversations.history", channel=channel, oldest=stamps[3])["messages"]
    assert [one["text"] for one in later] == ["4"]


def test_a_thread_has_its_root_first_and_counts_its_replies(stand: Stand, trial: TrialApp) -> None:
    """The oldest first; a thread below nothing is refused."""
    channel = stand.channel_of("meelezers").id
    root = trial.post_card(channel)
    trial.call("chat.postMessage", channel=channel, text="Toegekend", thread_ts=root)

    thread = trial.call("conversations.replies", channel=channel, ts=root)["messages"]

    assert [one["ts"] == root for one in thread] == [True, False]
    assert thread[0]["reply_count"] == 1
    assert trial.refused("conversations.replies", channel=channel, ts="1.000001") == "thread_not_found"


def test_an_update_keeps_the_timestamp_and_loses_blocks_that_are_not_named(stand: Stand, trial: TrialApp) -> None:
    """Only own messages, only what is still there; leaving blocks out is blamed."""
    channel = stand.channel_of("meelezers").id
    ts = trial.post_card(channel)
    answer = trial.call("chat.update", channel=channel, ts=ts, text="Fiets, anders")

    assert answer["ts"] == ts
    assert "blocks" not in answer["message"]
    assert stand.blames("chat.update: say blocks")
    assert answer["message"]["edited"]
    other = stand.person("noor").says("Hoi", "meelezers")
    assert trial.refused("chat.update", channel=channel, ts=other.ts, text="x") == "cant_update_message"
    assert trial.refused("chat.delete", channel=channel, ts=other.ts) == "cant_delete_message"
    trial.call("chat.delete", channel=channel, ts=ts)
    assert trial.refused("chat.update", channel=channel, ts=ts, text="x") == "message_not_found"


def test_a_whisper_is_for_one_person_in_the_channel(stand: Stand, trial: TrialApp) -> None:
    """Nobody else sees it, history does not have it, and it cannot be changed later."""
    channel = stand.channel_of("meelezers").id
    noor, stranger = stand.person("noor"), stand.add_person("nieuw")

    ts = trial.call("chat.postEphemeral", channel=channel, user=noor.id, text="Alleen jij")["message_ts"]

    assert noor.told() == "Alleen jij"
    assert stand.person("joost").screen("meelezers") == ""
    assert trial.call("conversations.history", channel=channel)["messages"] == []
    assert trial.refused("chat.update", channel=channel, ts=ts, text="x") == "message_not_found"
    there = {"channel": channel, "text": "Alleen jij"}
    assert trial.refused("chat.postEphemeral", user=stranger.id, **there) == "user_not_in_channel"
    assert trial.refused("chat.postEphemeral", user="U0NOBODY", **there) == "user_not_found"


def test_a_bad_message_is_refused_and_blamed(stand: Stand, trial: TrialApp) -> None:
    """What does not pass the schema does not come on a screen, and makes the test fail."""
    channel = stand.channel_of("meelezers").id

    assert trial.refused("chat.postMessage", channel=channel, text="x", blocks=[{"type": "nope"}]) == "invalid_blocks"
    assert trial.refused("chat.postMessage", channel=channel, text="x" * 40_001) == "msg_too_long"
    assert trial.refused("chat.postMessage", channel=channel) == "no_text"
    strange = {"event_type": "card"}
    assert trial.refused("chat.postMessage", channel=channel, text="x", metadata=strange) == "invalid_metadata_format"

    assert stand.person("noor").screen("meelezers") == ""
    assert len(stand.blames("chat.postMessage: ")) == 4


def test_blocks_without_plain_words_are_shown_and_blamed(stand: Stand, trial: TrialApp) -> None:
    """Slack takes them; whoever cannot see blocks gets nothing, so we do not."""
    trial.call("chat.postMessage", channel=stand.channel_of("meelezers").id, blocks=card(0))

    assert stand.blames("plain words")


def test_people_are_known_by_home_kind_and_address(stand: Stand, trial: TrialApp) -> None:
    """A guest, somebody of another workspace in a shared channel, somebody who left, somebody unknown."""
    stand.workspace("T02OTHER", "elders")
    stranger = stand.add_person("sam", "T02OTHER", email="sam@example.org")
    stand.add_channel("gedeeld", members=[stranger], teams=["T01TEST", "T02OTHER"])
    left = stand.user_of("joost")
    stand.deactivate(left)

    guest = trial.call("users.info", user=stand.user_of("gijs").id)["user"]
    other = trial.call("users.info", user=stranger.id)["user"]

    assert guest["is_restricted"]
    assert (other["team_id"], other["is_stranger"], "email" in other["profile"]) == ("T02OTHER", True, False)
    assert trial.call("users.info", user=left.id)["user"]["deleted"]
    assert trial.call("users.lookupByEmail", email="Noor@example.org")["user"]["id"] == stand.user_of("noor").id
    assert trial.refused("users.lookupByEmail", email="joost@example.org") == "users_not_found"
    assert trial.refused("users.lookupByEmail", email="sam@example.org") == "users_not_found"
    assert trial.refused("users.info", user="U0NOBODY") == "user_not_found"


def test_a_direct_message_reaches_one_person_and_nobody_who_left(stand: Stand, trial: TrialApp) -> None:
    """A post to a user id opens the conversation; opening it again gives the same."""
    noor, joost = stand.person("noor"), stand.person("joost")

    posted = trial.call("chat.postMessage", channel=noor.id, text="Er wacht iets op je")

    assert trial.call("conversations.open", users=noor.id)["channel"]["id"] == posted["channel"]
    assert noor.finds_dm("wacht").text == "Er wacht iets op je"
    assert joost.dms() == []
    stand.deactivate(joost.user)
    assert trial.refused("conversations.open", users=joost.id) == "user_disabled"


def test_who_is_in_a_channel_comes_page_by_page(stand: Stand, trial: TrialApp) -> None:
    """Everybody once, the bot too."""
    channel = stand.channel_of("meelezers")
    first = trial.call("conversations.members", channel=channel.id, limit=3)
    cursor = first["response_metadata"]["next_cursor"]

    second = trial.call("conversations.members", channel=channel.id, limit=3, cursor=cursor)

    assert sorted(first["members"] + second["members"]) == sorted(channel.members)
    assert trial.call("conversations.info", channel=channel.id)["channel"]["is_member"]


def test_the_sdk_uploads_a_file_in_its_three_steps(stand: Stand, trial: TrialApp) -> None:
    """The picture stands in the channel with its title."""
    channel = stand.channel_of("meelezers").id
    upload = trial.client.files_upload_v2(channel=channel, filename="chart.png", content=b"\x89PNG", title="Uitgaven")

    trial.run(upload)

    message = next(iter(stand.channel_of("meelezers").messages.values()))
    assert message.files[0]["title"] == "Uitgaven"
    assert stand.slack.world.files[message.files[0]["id"]]["bytes"] == b"\x89PNG"


def test_forms_are_read_as_json_is(stand: Stand, trial: TrialApp) -> None:
    """The SDK sends some methods as a form with JSON inside."""
    channel = stand.channel_of("meelezers").id
    trial.run(trial.client.api_call("chat.postMessage", data={"channel": channel, "text": "x", "blocks": "[]"}))

    assert trial.run(
        trial.client.chat_getPermalink(channel=channel, message_ts=list(stand.channel_of(channel).messages)[0])
    )
    assert stand.person("noor").screen("meelezers") == "x"


def test_a_method_that_the_stand_does_not_know_is_blamed(stand: Stand, trial: TrialApp) -> None:
    """Whoever needs another method adds it here and does not find out in production."""
    assert trial.refused("chat.scheduleMessage") == "unknown_method"
    assert stand.blames("chat.scheduleMessage")


def test_everything_that_was_shown_and_asked_is_kept(stand: Stand, trial: TrialApp) -> None:
    """A test can look at each message and view again."""
    trial.post_card(stand.channel_of("meelezers").id)
    stand.person("noor").types("/voorkomerger")

    assert [one.kind for one in stand.record.shown] == ["message", "modal"]
    content = stand.record.shown[0].content
    assert check_message({name: content[name] for name in ("text", "blocks", "metadata")}) == []
    assert [one.method for one in stand.calls("chat.postMessage")] == ["chat.postMessage"]
    assert all(one.applied for one in stand.calls() if one.method != "auth.test")


def test_small_things_have_their_own_codes(stand: Stand, trial: TrialApp) -> None:
    """A workspace has a name, a sign needs a message, a cursor comes from Slack."""
    channel = stand.channel_of("meelezers").id
    ts = trial.post_card(channel)

    assert trial.call("team.info")["team"]["domain"] == "voorkomerger"
    assert trial.call("reactions.add", channel=channel, timestamp=ts, name="eyes")["ok"]
    assert trial.refused("reactions.add", channel=channel, timestamp="1.1", name="eyes") == "message_not_found"
    assert trial.refused("conversations.history", channel=channel, cursor="zomaar") == "invalid_cursor"
    assert trial.refused("chat.getPermalink", channel=channel, message_ts="1.1") == "message_not_found"
    assert trial.refused("conversations.open", users="") == "users_list_not_supplied"
