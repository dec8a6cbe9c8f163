"""The parts of `doorbraakbot verify`: reading the log, folding it, comparing what is stored. Nothing writes here."""
