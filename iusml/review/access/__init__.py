"""Who may come in: accounts, sessions, sign-in by password or by OpenID Connect, safe answers."""
