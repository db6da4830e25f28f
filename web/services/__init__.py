"""Use cases as plain functions `verb_noun(session, ...)`: no Flask, no commit."""
