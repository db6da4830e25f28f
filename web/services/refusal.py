"""What a use case answers where it does not do what was asked."""

from __future__ import annotations


class Refused(ValueError):
    """Nothing was saved: `field` names what to mend, `sentence` says why, and knows of itself what in it is escaped already."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(str(sentence))
        self.field, self.sentence = field, sentence
