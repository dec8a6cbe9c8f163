"""Is this a message, a view, a home or a manifest that Slack takes? Each check gives problems; none means yes."""

from tests.slack.schema.check import (
    Problem,
    check_blocks,
    check_home,
    check_manifest,
    check_message,
    check_metadata,
    check_view,
)

__all__ = [
    "Problem",
    "check_blocks",
    "check_home",
    "check_manifest",
    "check_message",
    "check_metadata",
    "check_view",
]
