"""What Slack's error codes mean for us, as a table: one row for each code that the methods we call can give.

Retry: Slack has trouble, the same again soon. Wait: too fast, or asleep. Fix: send it once more in a plainer shape.
Drop: it can never arrive. Alarm: somebody has to do something first; it is tried again now and then, and the admin sees
it. A code that is not here is parked. Source: docs.slack.dev, reference of each method.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What to do about an error."""

    RETRY = "retry"
    WAIT = "wait"
    FIX = "fix"
    DROP = "drop"
    ALARM = "alarm"
    PARK = "park"


ROWS: dict[Kind, str] = {
    Kind.RETRY: """
        fatal_error internal_error service_unavailable request_timeout http_request_failed accesslimited
        team_added_to_org ekm_access_denied two_factor_setup_required
        posting_to_general_channel_denied_temporarily failed_to_send_message external_channel_migrating
        pending_message
        """,
    Kind.WAIT: "ratelimited rate_limited message_limit_exceeded",
    Kind.FIX: """
        invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long too_many_attachments
        attachment_payload_limit_exceeded invalid_metadata_format invalid_metadata_schema
        metadata_must_be_sent_from_app metadata_too_large invalid_arguments invalid_attachments
        markdown_text_conflict
        """,
    Kind.DROP: """
        message_not_found cant_update_message cant_delete_message edit_window_closed update_failed
        thread_not_found cannot_reply_to_message duplicate_message_not_found no_text user_not_found
        user_not_visible user_disabled users_not_found users_list_not_supplied cannot_dm_bot
        messages_tab_disabled user_is_bot user_is_restricted user_is_ultra_restricted
        user_not_in_channel method_not_supported_for_channel_type expired_trigger_id
        exchanged_trigger_id trigger_exchanged invalid_trigger invalid_trigger_id not_found
        hash_conflict duplicate_external_id view_too_large push_limit_reached
        """,
    Kind.ALARM: """
        channel_not_found not_in_channel is_archived is_inactive restricted_action
        restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_non_threadable_channel restricted_action_thread_locked as_user_not_supported
        cannot_post slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked
        invalid_auth not_authed account_inactive token_revoked token_expired no_permission missing_scope
        not_allowed_token_type org_login_required enterprise_is_restricted team_access_not_granted
        team_not_found access_denied invalid_channel missing_post_type deprecated_endpoint
        method_deprecated channel_type_not_supported not_enabled invalid_app_id too_many_websockets
        link_disabled forbidden_team
        """,
}

TABLE: dict[str, Kind] = {code: kind for kind, codes in ROWS.items() for code in codes.split()}
"""What to do, by the code that Slack gives."""

OF_THE_TOKEN = frozenset(
    "invalid_auth not_authed account_inactive token_revoked token_expired missing_scope no_permission"
    " not_allowed_token_type org_login_required".split()
)
"""Errors that are about the app as a whole, not about one channel or person."""

GONE = frozenset("message_not_found cant_update_message edit_window_closed".split())
"""A message of ours that is no longer there to be changed."""
NOT_HERE = frozenset("user_not_in_channel channel_not_found not_in_channel is_archived".split())
"""Whoever cannot be answered in a channel gets a direct message."""
LATE_TRIGGERS = frozenset(
    "expired_trigger_id exchanged_trigger_id trigger_exchanged invalid_trigger invalid_trigger_id".split()
)
"""The press was too long ago to open a form: it is offered again."""


def kind_of(code: str) -> Kind:
    """Give what to do about an error; what is not in the table is parked."""
    return TABLE.get(code, Kind.PARK)
