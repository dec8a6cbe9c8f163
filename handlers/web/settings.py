"""What the web channel is told when it starts. Nothing is read from the environment here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """Settings of the web channel; `secret_keys` sign cookies, the newest first."""

    public_url: str
    secret_keys: tuple[str, ...]
    demo: bool = False
    theme_css_url: str = ""
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str = ""
    security_contact: str = ""
    mail: bool = False
    """Links can be sent by mail."""

    @property
    def is_https(self) -> bool:
        """Claim that people reach the pages over https, so that cookies can insist on it."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def origin(self) -> str:
        """Give scheme and host of the public address, as a browser sends them."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def theme_origin(self) -> str:
        """Give scheme and host of the municipality's own style sheet, or nothing."""
        parts = urlsplit(self.theme_css_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
