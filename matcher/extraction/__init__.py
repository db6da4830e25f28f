"""Documents become facts: text out of files, a resume out of text, an opening out of a posting. Everything is proposed."""
