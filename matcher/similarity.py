"""What a ranker learns from openings and profiles: how much a term weighs, what a setting is like, what a word is worth.

The weights of terms are scikit-learn's inverse document frequencies. Everything learned is shrunk towards the reviewed
data: `shrink` openings (or profiles) agreeing with the data stand behind every starting value, so that few openings
change little. Learned values are whole numbers, so that a ranker's file reads back to the same points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from matcher import wording
from matcher.domain import Profile, Requirements
from matcher.vocabulary import Vocabulary
from matcher.wishes import Learned

LEAST, MOST = 50, 200  # percent: no term weighs under half or over twice another for being common or rare


def asked_skills(opening: Requirements, vocabulary: Vocabulary) -> dict[str, int]:
    """Skill -> the heaviest weight (1-10) an opening's tasks and requirements give it."""
    found: dict[str, int] = {}
    for task in opening.tasks:
        found[task.slug] = max(found.get(task.slug, 0), task.weight)
    for requirement in opening.asked:
        if requirement.kind == "skill":
            for slug in requirement.any_of:
                found[slug] = max(found.get(slug, 0), requirement.weight)
    return {slug: weight for slug, weight in found.items() if vocabulary.has("skill", slug)}


def learned_idf(documents: Sequence[Iterable[str]], terms: Sequence[str], shrink: int) -> dict[str, int]:
    """Term -> percent of the weight of the mean term, between LEAST and MOST; 100 for all where there is nothing to learn from."""
    if not documents:
        return dict.fromkeys(terms, 100)
    counts = CountVectorizer(vocabulary=list(terms), analyzer=list, binary=True).transform([list(d) for d in documents])
    idf = TfidfTransformer(smooth_idf=True).fit(counts).idf_
    percent = (100 * shrink + 100 * idf / idf.mean() * len(documents)) / (shrink + len(documents))
    return {term: int(p) for term, p in zip(terms, np.clip(np.rint(percent), LEAST, MOST), strict=True)}


def setting_profiles(
    openings: Iterable[Requirements], vocabulary: Vocabulary, shrink: int
) -> dict[str, dict[str, int]]:
    """Setting -> skill -> percent, 1-100: the reviewed weight counted `shrink` times, each opening's weight once."""
    openings = list(openings)
    learned = {}
    for setting, term in vocabulary.kind("setting").items():
        seen = [asked_skills(opening, vocabulary) for opening in openings if opening.setting == setting]
        reviewed = term.data["weights"]
        profile = {}
        for skill in vocabulary.kind("skill"):
            total = 100 * shrink * reviewed.get(skill, 0) + sum(10 * asked.get(skill, 0) for asked in seen)
            if percent := round(total / (shrink + len(seen))):
                profile[skill] = percent
        learned[setting] = profile
    return learned


def learn(
    openings: Sequence[Requirements],
    profiles: Sequence[Profile],
    weights: Mapping[str, int],
    shrink: int,
    vocabulary: Vocabulary,
) -> Learned:
    """What these openings and profiles teach. Texts are read for the words of `data/wording.toml` alone."""
    held = [sorted({skill.slug for skill in profile.skills}) for profile in profiles]
    asked = [sorted(asked_skills(opening, vocabulary)) for opening in openings]
    texts = [*wording.sentences(), *(o.text for o in openings if o.text), *(p.text for p in profiles if p.text)]
    return Learned(
        weights,
        learned_idf([d for d in (*held, *asked) if d], list(vocabulary.kind("skill")), shrink),
        setting_profiles(openings, vocabulary, shrink),
        learned_idf([sorted(wording.seen(t, vocabulary)) for t in texts], list(wording.terms(vocabulary)), shrink),
    )
