"""Who may do what over HTTP: keys, sessions, roles, limits."""
