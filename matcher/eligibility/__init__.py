"""May this person do this work, here, from the first day to the last? Values in, values out; how: docs/gate.md.

Where the data do not say, the answer is *unknown*, *needs proof* or *not reviewed*, in a sentence: never a wrong yes.
"""

from matcher.eligibility.judge import Gate, counts, judge, musts

__all__ = ["Gate", "counts", "judge", "musts"]
