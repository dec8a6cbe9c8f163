"""Sign-in by OpenID Connect: discovery, authorization code with PKCE, and the checks of what comes back."""
