"""The web channel over the real store on SQLite: at HTTP level, and in a real browser (marker `browser`)."""
