"""One file per thing a person can do; each runs inside one transaction that its caller commits."""
