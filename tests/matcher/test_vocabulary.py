"""The vocabulary: what it holds, that its slugs stay, that it answers right, and that broken data never load."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from matcher.vocabulary import DATA, PayFigure, UnknownSlug, Vocabulary, VocabularyError, load

SLUGS = Path(__file__).with_name("permanent_slugs.txt")
COUNTS = {
    "source": 6,
    "state": 56,
    "language": 89,
    "scope": 44,
    "role": 28,
    "skill": 271,
    "credential_class": 23,
    "certification": 39,
    "licence": 23,
    "compact": 1,
    "vaccination": 13,
    "compliance_item": 22,
    "level": 5,
    "setting": 19,
    "specialty": 29,
    "shift": 13,
    "employment_type": 9,
    "benefit": 22,
    "education": 11,
    "training_path": 6,
    "topic": 7,
    "system": 42,
    "day_block": 7,
    "group": 36,
    "family": 127,
}
#: Words so common that a text would be full of them, whatever it speaks of.
COMMON = set(
    re.findall(
        r"\w+",
        """a about after all also am an and any are as at back be because but by call can come could day do each even feed file first
    for from get give go good had has have he her here him his home how i id if im in into is it its just know let like lead look
    ma made make many may me mail more most must my need new no not now of off on one only open or other our out over own part
    pa paid patient people place plan pm position post present professional read right run said same see she should show skill
    so some staff state still take team temp than that the their them then there these they thing this time to two under up use
    user very view want was way we well were what when where which who will with work would write year you your""",
    )
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., str]:
    """A copy of the data with words replaced, loaded: what the refusal says."""

    def refusal(*changes: tuple[str, str, str]) -> str:
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        for file, old, new in changes:
            text = (folder / file).read_text()
            assert old in text, f"{file} no longer says {old!r}"
            (folder / file).write_text(text.replace(old, new, 1))
        with pytest.raises(VocabularyError) as refused:
            load(folder)
        return str(refused.value)

    return refusal


@pytest.mark.parametrize("kind", COUNTS)
def test_every_section_is_whole(vocabulary: Vocabulary, kind: str) -> None:
    assert len(vocabulary.kind(kind)) == COUNTS[kind]


def test_the_lists_beside_the_terms_are_whole(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.career_paths) == 11
    assert [block.slug for block in vocabulary.day_schedule][:2] == ["opening", "early_visits"]
    assert len(vocabulary.ambiguous) == 23
    assert "O*NET 29.3" in vocabulary.attribution and "CC BY 4.0" in vocabulary.attribution


def test_no_slug_ever_given_out_is_gone(vocabulary: Vocabulary) -> None:
    lines = [line for line in SLUGS.read_text().splitlines() if not line.startswith("#")]
    given = [(kind, slug) for kind, slugs in (line.split(": ") for line in lines) for slug in slugs.split(", ")]
    assert len(given) > 900
    assert [f"{kind} {slug}" for kind, slug in given if not vocabulary.has(kind, slug)] == []


def test_every_new_slug_is_written_down_as_permanent(vocabulary: Vocabulary) -> None:
    lines = dict(line.split(": ") for line in SLUGS.read_text().splitlines() if not line.startswith("#"))
    for kind in COUNTS.keys() - {"source", "group"}:
        assert set(vocabulary.kind(kind)) - set(lines[kind].split(", ")) == set(), kind


def test_a_term_keeps_its_label_synonyms_and_the_rest(vocabulary: Vocabulary) -> None:
    term = vocabulary.get("skill", "venipuncture")
    assert (term.kind, term.slug, term.label) == ("skill", "venipuncture", "Venipuncture (phlebotomy)")
    assert "blood draw" in term.synonyms
    assert (term.data["scope"], term.data["min_role"], term.data["parent"]) == (
        "venipuncture",
        "phlebotomist",
        "specimen_collection",
    )
    with pytest.raises(TypeError):
        term.data["scope"] = "admin"  # type: ignore[index]


def test_short_terms_match_only_as_they_are_written(vocabulary: Vocabulary) -> None:
    assert vocabulary.cased("role")["RN"] == "rn"
    assert vocabulary.cased("skill")["UA"] == "urinalysis"
    assert vocabulary.cased("family")["MA"] == "medical_assistant"
    assert vocabulary.cased("skill")["Excel"] == "ms_office"
    assert vocabulary.cased("system")["Epic"] == "epic"
    for kind in ("role", "skill", "system"):
        assert vocabulary.phrases(kind).keys() & {"rn", "ua", "ma", "im", "iv", "excel", "epic"} == set()
    assert "ma" not in vocabulary.phrases("family")


def test_capitals_that_mean_nothing_else_match_in_any_case(vocabulary: Vocabulary) -> None:
    assert vocabulary.phrases("role")["cna"] == "cna"
    assert vocabulary.phrases("skill")["ekg"] == "ekg"
    assert vocabulary.phrases("credential_class")["bls card"] == "bls_card"


def test_two_letters_of_several_meanings_survive_as_ambiguous(vocabulary: Vocabulary) -> None:
    assert "IM" in vocabulary.get("skill", "im_injection").synonyms
    assert "IV" in vocabulary.get("skill", "iv_start").synonyms
    assert "MA" in vocabulary.get("role", "medical_assistant").synonyms
    senses = {entry["token"]: entry["senses"] for entry in vocabulary.ambiguous}
    assert {"kind": "skill", "slug": "im_injection"} in [dict(sense) for sense in senses["IM"]]
    assert {"kind": "state", "slug": "MA"} in [dict(sense) for sense in senses["MA"]]
    for kind, token in (("skill", "IM"), ("skill", "IV"), ("role", "MA"), ("role", "PA"), ("certification", "CMA")):
        assert token not in vocabulary.cased(kind)
        assert token.lower() not in vocabulary.phrases(kind)


def test_an_ambiguous_token_with_a_usual_sense_is_read_in_it(vocabulary: Vocabulary) -> None:
    assert vocabulary.phrases("certification")["bls"] == "bls_aha"
    assert vocabulary.cased("employment_type")["PRN"] == "per_diem"
    assert "rma" not in vocabulary.phrases("role")


def test_words_too_common_for_running_text_count_only_in_lists(vocabulary: Vocabulary) -> None:
    assert vocabulary.weak("benefit")["dental"] == "dental_insurance"
    assert "dental" not in vocabulary.phrases("benefit")
    assert vocabulary.weak("skill")["organization"] == "organization"


@pytest.mark.parametrize(
    "kind", ["role", "skill", "certification", "licence", "credential_class", "setting", "system", "shift", "benefit"]
)
def test_no_common_word_names_a_term(vocabulary: Vocabulary, kind: str) -> None:
    assert vocabulary.phrases(kind).keys() & COMMON == set()


def test_certifications_and_licences_share_one_name_space(vocabulary: Vocabulary) -> None:
    assert vocabulary.credential("ccma_nha").kind == "certification"
    assert vocabulary.credential("rn_licence").kind == "licence"
    assert len(vocabulary.credential_types) == COUNTS["certification"] + COUNTS["licence"]
    assert vocabulary.classes_of("cma_aama") == {"certified_ma", "order_entry_credential"}
    assert vocabulary.classes_of("rn_licence") == frozenset()
    assert vocabulary.members_of("bls_card") == {"bls_aha", "bls_arc"}
    assert vocabulary.members_of("certified_ma") == {
        "cma_aama",
        "rma_amt",
        "ccma_nha",
        "ncma_ncct",
        "cmac_amca",
        "nrcma_nahp",
    }


def test_only_the_two_leads_also_work_as_another_role(vocabulary: Vocabulary) -> None:
    assert vocabulary.works_as("lead_medical_assistant") == {"lead_medical_assistant", "medical_assistant"}
    assert vocabulary.works_as("clinical_supervisor") == {"clinical_supervisor", "medical_assistant"}
    for role in vocabulary.kind("role").keys() - {"lead_medical_assistant", "clinical_supervisor"}:
        assert vocabulary.works_as(role) == {role}


def test_ancestors_come_nearest_first_and_related_goes_both_ways(vocabulary: Vocabulary) -> None:
    assert vocabulary.ancestors("pediatric_phlebotomy") == ("venipuncture", "specimen_collection")
    assert vocabulary.ancestors("specimen_collection") == ()
    assert "pulse_rate" not in vocabulary.get("skill", "vital_signs").data["related"]
    assert "pulse_rate" in vocabulary.related("vital_signs")
    assert "vital_signs" in vocabulary.related("pulse_rate")


def test_the_compact_counts_states_in_force_with_the_day_they_joined(vocabulary: Vocabulary) -> None:
    members = vocabulary.compact_members("nurse_licensure_compact")
    assert len(members) == 40
    assert (members["PA"], members["CT"], members["TX"]) == (date(2025, 7, 7), date(2025, 10, 1), None)
    assert members.keys() & {"MA", "GU", "VI", "CA", "NY"} == set()


def test_a_pay_figure_says_its_source_and_periods(vocabulary: Vocabulary) -> None:
    assert vocabulary.pay("medical_assistant", "WA") == PayFigure(
        role="medical_assistant",
        state="WA",
        state_mean=53780,
        state_period="2023-05",
        national_median=44200,
        national_period="2024-05",
        source="BLS OEWS (public domain)",
    )
    hawaii = vocabulary.pay("phlebotomist", "HI")
    assert hawaii is not None and (hawaii.state_mean, hawaii.national_median) == (None, 43660)
    assert vocabulary.pay("medical_scribe", "WA") is None


def test_an_unknown_slug_says_what_it_may_have_meant(vocabulary: Vocabulary) -> None:
    with pytest.raises(UnknownSlug, match=r"^unknown skill 'venepuncture' \(near: venipuncture\)$"):
        vocabulary.get("skill", "venepuncture")
    with pytest.raises(UnknownSlug, match="unknown credential 'rn'"):
        vocabulary.credential("rn")
    with pytest.raises(KeyError):
        vocabulary.pay("medical_assistant", "ZZ")


def test_every_state_has_a_real_time_zone(vocabulary: Vocabulary) -> None:
    zones = {code: ZoneInfo(state.data["time_zone"]).key for code, state in vocabulary.kind("state").items()}
    assert (zones["AZ"], zones["IN"], zones["GU"]) == (
        "America/Phoenix",
        "America/Indiana/Indianapolis",
        "Pacific/Guam",
    )


def test_languages_are_named_in_small_letters(vocabulary: Vocabulary) -> None:
    assert all(slug == slug.lower() for slug in vocabulary.kind("language"))
    assert vocabulary.phrases("language")["farsi"] == "persian"
    assert vocabulary.cased("language")["Polish"] == "polish"
    assert vocabulary.cased("language")["ASL"] == "american sign language"


def test_titles_lead_to_their_family(vocabulary: Vocabulary) -> None:
    titles = vocabulary.phrases("family")
    assert titles["certified clinical medical assistant"] == "medical_assistant"
    assert titles["home health aide"] == "home_health_aide"
    assert titles["home health care assistant"] == titles["home healthcare assistant"] == "home_health_aide"
    assert titles["patient access representative"] == "patient_access"
    assert titles["medical assistant extern"] == "medical_assisting_trainee"
    assert titles["barista"] == "food_service"
    assert titles["patient services rep"] == titles["patient services representative"] == "medical_receptionist"
    assert (titles["med asst"], titles["med tech"]) == ("medical_assistant", "medication_aide")
    assert len(titles) > 3000


def test_every_role_has_a_family(vocabulary: Vocabulary) -> None:
    assert [role for role in vocabulary.kind("role") if not vocabulary.families_of_role(role)] == []
    assert vocabulary.families_of_role("medical_assistant")[0] == "medical_assistant"


def test_closeness_is_a_percent_for_every_two_families(vocabulary: Vocabulary) -> None:
    families = list(vocabulary.kind("family"))
    percents = [vocabulary.closeness(one, other) for one in families for other in families]
    assert len(percents) == COUNTS["family"] ** 2
    assert all(0 <= percent <= 100 for percent in percents)


@pytest.mark.parametrize(
    ("before", "wanted", "percent"),
    [
        ("medical_assistant", "medical_assistant", 100),
        ("lead_medical_assistant", "medical_assistant", 95),  # a pair
        ("caregiver", "medical_assistant", 25),  # a pair, below its groups
        ("medical_receptionist", "case_manager_nurse", 25),  # groups 60, but that takes a licence
        ("nurse_aide", "registered_nurse", 25),
        ("lpn", "registered_nurse", 60),  # who has one is read by groups
        ("registered_nurse", "case_manager_nurse", 80),  # a pair
        ("medical_receptionist", "patient_access", 80),  # one group
        ("dental_assistant", "medical_assistant", 50),  # two groups
        ("dietitian", "sonographer", 25),  # both in health, nothing said
        ("driver", "lpn", 10),  # nothing said
    ],
)
def test_the_pair_decides_else_the_groups_else_the_default(
    vocabulary: Vocabulary, before: str, wanted: str, percent: int
) -> None:
    assert vocabulary.closeness(before, wanted) == percent


def test_the_sha_stays_until_the_data_change(vocabulary: Vocabulary, tmp_path: Path) -> None:
    same, other = (Path(shutil.copytree(DATA, tmp_path / name)) for name in ("same", "other"))
    skills = (other / "skills.toml").read_text()
    (other / "skills.toml").write_text(skills.replace("Room patients", "Take patients to a room", 1))
    assert load(same).sha == vocabulary.sha
    assert load(other).sha != vocabulary.sha


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("skills.toml", '"rooming patients"', '"take vitals"', "skill vital_signs: 'take vitals' also names rooming"),
        (
            "skills.toml",
            'parent = "vital_signs"',
            'parent = "vital_sings"',
            "parent names 'vital_sings', no such skill",
        ),
        ("skills.toml", 'min_role = "cna"', 'min_role = "medical_biller"', "does not hold its scope basic_care"),
        ("roles.toml", "works_as = [", 'works_as = ["medic", ', "role lead_medical_assistant: works_as names 'medic'"),
        ("roles.toml", 'label = "Medical receptionist"\n', "", "role medical_receptionist: label is missing"),
        (
            "credentials.toml",
            '["certified_ma", ',
            '["certified", ',
            "certification cma_aama: counts_as names 'certified'",
        ),
        ("credentials.toml", "[licence.rn_licence]", "[licence.cst_nbstsa]", "a licence has the same slug"),
        ("credentials.toml", '"AL", "AZ"', '"AL", "XX"', "compact nurse_licensure_compact: implemented names 'XX'"),
        ("settings.toml", "pace = 0.4", "pace = 4", "setting private_practice: pace is 4, not 0 to 1"),
        ("specialties.toml", '"rooming"', '"roaming"', "specialty family_medicine: duties names 'roaming'"),
        ("careers.toml", 'target = "lpn"', 'target = "lvn"', "career path: target names 'lvn', no such role"),
        ("pay.toml", "[state_mean.role.cna]", "[state_mean.role.can]", "pay state_mean: role names 'can'"),
        ("abbreviations.toml", 'slug = "cpt_codes"', 'slug = "cpt"', "ambiguous CPT: sense names 'cpt', no such skill"),
        ("families.toml", "level = 1", "level = 7", "level is 7, not 0 to 4"),
        ("families.toml", "percent = 95", "percent = 950", "950 is not a percent"),
        (
            "families.toml",
            'to = "lpn", percent = 20',
            'to = "phlebotomist", percent = 20',
            "caregiver to phlebotomist: said 2",
        ),
        ("families.toml", "front_office = 70", "front_ofice = 70", "closeness of group medical_assisting names"),
        ("education.toml", "[topic.ehr_use]", "[topic.ehr]", "topic ehr: slug names 'ehr', no such skill"),
        ("skills.toml", 'weak = ["temp"]', 'weak = ["fever"]', "weak names 'fever', which is not a word of the term"),
        ("scopes.toml", "[scope.admin]", "[scope.admin", "scopes.toml cannot be read"),
    ],
)
def test_broken_data_never_load(broken: Callable[..., str], file: str, old: str, new: str, said: str) -> None:
    assert said in broken((file, old, new))


def test_a_parent_that_leads_back_is_refused(broken: Callable[..., str]) -> None:
    change = ("skills.toml", 'label = "Vital signs"\n', 'label = "Vital signs"\nparent = "pulse_rate"\n')
    assert "skill vital_signs: parent leads back to vital_signs" in broken(change)


def test_all_problems_are_said_at_once(broken: Callable[..., str]) -> None:
    said = broken(
        ("specialties.toml", '"rooming"', '"roaming"'),
        ("settings.toml", "pace = 0.4", "pace = 4"),
        ("careers.toml", 'target = "lpn"', 'target = "lvn"'),
    )
    assert all(word in said for word in ("'roaming'", "pace is 4", "'lvn'"))
