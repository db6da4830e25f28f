"""The shapes of a working life in the demo agency: kinds of work with their usual titles and settings, and paths through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A kind of work. In health care `settings` are where it is done (repeated = more often); elsewhere empty, with `firms`."""

    titles: tuple[str, ...]
    settings: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()  # empty = those the setting commonly has
    firms: tuple[str, ...] = ()  # what such an employer calls itself after its first word


@dataclass(frozen=True)
class Step:
    """Some jobs of one kind of work (any of `works`), after the schooling that leads to it."""

    works: tuple[str, ...]
    jobs: tuple[int, int]
    months: tuple[int, int]  # length of one job
    school: str | None = None  # education level finished before the first of these jobs
    months_of_school: int = 0


@dataclass(frozen=True)
class Path:
    """A way people arrive at the agency. `share` is relative, `credentials` are (slugs of which one, percent that hold it)."""

    share: int
    role: str  # what the person is looking for
    steps: tuple[Step, ...]
    credentials: tuple[tuple[tuple[str, ...], int], ...] = ()


_OFFICE = ("private_practice", "private_practice", "outpatient_clinic", "specialty_practice", "specialty_practice")
_BEDSIDE = ("hospital", "hospital", "long_term_care")

#: Work in health care, by role of the vocabulary.
WORKS: Mapping[str, Work] = {
    "medical_receptionist": Work(
        ("Medical Receptionist", "Front Desk Receptionist", "Patient Service Representative"),
        (*_OFFICE, "other_practitioner_office", "urgent_care", "hospital_outpatient", "telehealth"),
    ),
    "medical_office_assistant": Work(
        ("Medical Office Assistant", "Administrative Medical Assistant"),
        (*_OFFICE, "community_health_center", "other_practitioner_office", "public_health", "telehealth"),
    ),
    "medical_biller": Work(
        ("Medical Biller", "Billing Specialist", "Medical Billing Specialist"),
        (*_OFFICE, "hospital_outpatient", "reference_lab"),
    ),
    "medical_scribe": Work(("Medical Scribe",), ("urgent_care", "hospital", "specialty_practice", "telehealth")),
    "health_administrator": Work(("Healthcare Administrator",), ("outpatient_clinic", "hospital_outpatient")),
    "office_manager": Work(("Practice Manager", "Medical Office Manager"), _OFFICE),
    "cna": Work(
        ("Certified Nursing Assistant", "CNA", "Nursing Assistant"), ("long_term_care", "long_term_care", "hospital")
    ),
    "medication_aide": Work(("Certified Medication Aide", "Medication Technician"), ("long_term_care",)),
    "patient_care_technician": Work(
        ("Patient Care Technician", "Patient Care Assistant"), ("hospital", "hospital", "dialysis_center")
    ),
    "phlebotomist": Work(
        ("Phlebotomist", "Phlebotomy Technician"),
        ("reference_lab", "reference_lab", "hospital", "hospital_outpatient", "outpatient_clinic"),
    ),
    "ekg_technician": Work(
        ("EKG Technician", "Monitor Technician"), ("hospital", "hospital_outpatient"), ("cardiology",)
    ),
    "ophthalmic_assistant": Work(
        ("Ophthalmic Assistant", "Ophthalmic Technician"), ("specialty_practice",), ("ophthalmology",)
    ),
    "dialysis_technician": Work(("Dialysis Technician", "Hemodialysis Technician"), ("dialysis_center",)),
    "sterile_processing_tech": Work(("Sterile Processing Technician",), ("hospital", "ambulatory_surgery")),
    "pharmacy_technician": Work(("Pharmacy Technician",), ("retail_clinic", "hospital")),
    "surgical_technologist": Work(("Surgical Technologist",), ("ambulatory_surgery", "hospital")),
    "limited_xray_operator": Work(
        ("Limited X-ray Operator",), ("urgent_care", "specialty_practice", "occupational_health")
    ),
    "radiologic_technologist": Work(("Radiologic Technologist",), ("hospital", "outpatient_center")),
    "medical_lab_technician": Work(("Medical Laboratory Technician",), ("hospital", "reference_lab")),
    "emt": Work(("Emergency Medical Technician", "EMT"), ("hospital", "urgent_care")),
    "medical_assistant": Work(
        ("Medical Assistant", "Medical Assistant", "Clinical Medical Assistant", "Back Office Medical Assistant"),
        (
            *_OFFICE,
            *("urgent_care", "urgent_care", "community_health_center", "community_health_center"),
            *("hospital_outpatient", "outpatient_center", "ambulatory_surgery", "retail_clinic", "telehealth"),
            *("public_health", "occupational_health", "school_health", "correctional_health"),
            "other_practitioner_office",
        ),
    ),
    "lead_medical_assistant": Work(
        ("Lead Medical Assistant", "Senior Medical Assistant"),
        ("outpatient_clinic", "specialty_practice", "community_health_center", "urgent_care"),
    ),
    "clinical_supervisor": Work(("Clinical Supervisor",), ("outpatient_clinic", "community_health_center")),
    "lpn": Work(
        ("Licensed Practical Nurse", "LPN"),
        ("long_term_care", "long_term_care", "private_practice", "correctional_health", "dialysis_center"),
    ),
    "rn": Work(
        ("Registered Nurse", "Staff Nurse", "Clinic Nurse"),
        (*_BEDSIDE, "ambulatory_surgery", "hospital_outpatient", "school_health", "public_health", "telehealth"),
    ),
}

#: Work elsewhere, by role family of the vocabulary.
OUTSIDE: Mapping[str, Work] = {
    "retail_sales": Work(("Sales Associate", "Retail Associate"), firms=("Outfitters", "Hardware", "Department Store")),
    "cashier": Work(("Cashier",), firms=("Grocers", "Market")),
    "food_service": Work(("Server", "Barista", "Line Cook"), firms=("Kitchen", "Coffee House", "Grill")),
    "customer_service": Work(("Customer Service Representative",), firms=("Utilities", "Telecom")),
    "teaching_assistant": Work(("Teacher Assistant", "Teacher Aide"), firms=("Elementary School",)),
    "child_care": Work(("Child Care Provider", "Preschool Assistant"), firms=("Early Learning Center",)),
    "administrative_assistant": Work(("Administrative Assistant",), firms=("Property Group", "Law Offices")),
    "warehouse": Work(("Warehouse Associate",), firms=("Logistics", "Freight")),
    "caregiver": Work(("Caregiver",), firms=("Home Care", "Companions")),
}
_BEFORE = (
    *("retail_sales", "cashier", "food_service", "food_service", "customer_service", "warehouse"),
    *("administrative_assistant", "child_care", "caregiver"),
)
_CHANGED = (
    *("retail_sales", "food_service", "teaching_assistant", "customer_service", "administrative_assistant"),
    "warehouse",
)

_MA = ("cma_aama", "rma_amt", "ccma_nha", "ccma_nha", "ncma_ncct", "cmac_amca")
_BLS = ("bls_aha", "bls_aha", "bls_arc")
_MA_CARDS = ((_MA, 88), (_BLS, 96), (("cpt_nha", "rpt_amt"), 15), (("cet_nha",), 10))


PATHS: Mapping[str, Path] = {
    "new graduate medical assistant": Path(
        11,
        "medical_assistant",
        (
            Step(_BEFORE, (0, 2), (6, 24)),
            Step(("medical_assistant",), (0, 1), (3, 11), school="ma_certificate", months_of_school=11),
        ),
        _MA_CARDS,
    ),
    "experienced medical assistant": Path(
        24,
        "medical_assistant",
        (
            Step(_BEFORE, (0, 2), (6, 30)),
            Step(("medical_assistant",), (2, 4), (12, 50), school="ma_certificate", months_of_school=11),
        ),
        _MA_CARDS,
    ),
    "lead medical assistant": Path(
        5,
        "lead_medical_assistant",
        (
            Step(_BEFORE, (0, 1), (8, 24)),
            Step(("medical_assistant",), (1, 3), (18, 50), school="associate", months_of_school=22),
            Step(("lead_medical_assistant", "lead_medical_assistant", "clinical_supervisor"), (1, 2), (14, 50)),
        ),
        _MA_CARDS,
    ),
    "front desk": Path(
        10,
        "medical_receptionist",
        (
            Step(_BEFORE, (0, 2), (6, 30)),
            Step(("medical_receptionist", "medical_receptionist", "medical_office_assistant"), (1, 4), (8, 48)),
        ),
        ((("cmaa_nha", "cmas_amt"), 35), (("cehrs_nha",), 10), (_BLS, 80), (("heartsaver",), 10)),
    ),
    "administrative medical assistant": Path(
        5,
        "medical_office_assistant",
        (
            Step(_BEFORE, (0, 2), (6, 24)),
            Step(("medical_office_assistant",), (1, 3), (10, 46), school="ma_certificate", months_of_school=10),
        ),
        ((("cmaa_nha", "cmas_amt"), 65), (_BLS, 85)),
    ),
    "biller": Path(
        5,
        "medical_biller",
        (
            Step(("medical_receptionist", "administrative_assistant", "customer_service"), (0, 2), (10, 36)),
            Step(("medical_biller",), (1, 3), (14, 50), school="some_college", months_of_school=9),
        ),
        ((("cbcs_nha", "cpc_aapc", "cpc_aapc", "cca_ahima"), 75), (_BLS, 70)),
    ),
    "nursing assistant": Path(
        8,
        "cna",
        (
            Step(_BEFORE, (0, 2), (6, 24)),
            Step(("cna",), (1, 4), (7, 36), school="cna_course", months_of_school=2),
        ),
        ((("cna_cert",), 95), (_BLS, 85)),
    ),
    "medication aide": Path(
        1,
        "medication_aide",
        (
            Step(("cna",), (1, 2), (10, 36), school="cna_course", months_of_school=2),
            Step(("medication_aide",), (1, 2), (8, 36)),
        ),
        ((("cna_cert",), 95), (("cma_medaide",), 95), (_BLS, 85)),
    ),
    "patient care technician": Path(
        4,
        "patient_care_technician",
        (
            Step(("cna",), (0, 2), (8, 30), school="cna_course", months_of_school=2),
            Step(("patient_care_technician",), (1, 3), (9, 40)),
        ),
        ((("cpct_nha",), 70), (("cna_cert",), 60), (_BLS, 95)),
    ),
    "phlebotomist": Path(
        6,
        "phlebotomist",
        (
            Step(_BEFORE, (0, 2), (6, 24)),
            Step(("phlebotomist",), (1, 3), (9, 44), school="some_college", months_of_school=5),
        ),
        ((("cpt_nha", "rpt_amt", "pbt_ascp", "ncpt_ncct", "ptc_amca"), 88), (_BLS, 80)),
    ),
    "practical nurse": Path(
        4,
        "lpn",
        (
            Step(("cna", "medical_assistant"), (0, 2), (10, 36)),
            Step(("lpn",), (1, 4), (10, 44), school="lpn_program", months_of_school=14),
        ),
        ((_BLS, 96), (("acls_aha",), 15)),
    ),
    "registered nurse": Path(
        4,
        "rn",
        (
            Step(("cna", "patient_care_technician"), (0, 1), (10, 30)),
            Step(("rn",), (1, 4), (14, 50), school="bachelor", months_of_school=44),
        ),
        ((_BLS, 97), (("acls_aha",), 65), (("pals_aha",), 25)),
    ),
    "office manager": Path(
        3,
        "office_manager",
        (
            Step(("medical_receptionist", "medical_office_assistant"), (1, 2), (18, 48)),
            Step(("office_manager", "office_manager", "health_administrator"), (1, 2), (18, 60)),
        ),
        ((("cmaa_nha",), 30), (_BLS, 75)),
    ),
    "career changer": Path(
        5,
        "medical_assistant",
        (
            Step(_CHANGED, (2, 4), (14, 60)),
            Step(("medical_assistant",), (0, 1), (3, 12), school="ma_certificate", months_of_school=10),
        ),
        ((_MA, 70), (_BLS, 85)),
    ),
    "ophthalmic assistant": Path(
        1,
        "ophthalmic_assistant",
        (Step(("ophthalmic_assistant",), (1, 3), (12, 44)),),
        ((("coa_ijcahpo", "coa_ijcahpo", "cot_ijcahpo"), 85), (_BLS, 60)),
    ),
    "dialysis technician": Path(
        1,
        "dialysis_technician",
        (
            Step(("cna",), (0, 1), (8, 24), "cna_course", 2),
            Step(("dialysis_technician",), (1, 3), (14, 44)),
        ),
        ((("ccht_nncc",), 90), (_BLS, 95)),
    ),
    "EKG technician": Path(
        1,
        "ekg_technician",
        (Step(("ekg_technician",), (1, 3), (10, 40), "some_college", 6),),
        ((("cet_nha", "ncet_ncct"), 90), (_BLS, 90)),
    ),
    "sterile processing technician": Path(
        1,
        "sterile_processing_tech",
        (
            Step(("warehouse",), (0, 1), (8, 24)),
            Step(("sterile_processing_tech",), (1, 3), (10, 44)),
        ),
        ((("crcst_hspa",), 85),),
    ),
    "surgical technologist": Path(
        1,
        "surgical_technologist",
        (Step(("surgical_technologist",), (1, 3), (14, 48), "associate", 22),),
        ((("cst_nbstsa",), 90), (_BLS, 95)),
    ),
    "emergency technician": Path(
        1,
        "emt",
        (Step(("emt",), (1, 3), (10, 36), "some_college", 6),),
        ((("nremt",), 90), (_BLS, 97)),
    ),
    "X-ray": Path(
        1,
        "limited_xray_operator",
        (
            Step(("medical_assistant",), (0, 2), (10, 36), "ma_certificate", 11),
            Step(("limited_xray_operator",), (1, 2), (10, 40)),
        ),
        ((_BLS, 80),),
    ),
    "scribe": Path(
        1,
        "medical_scribe",
        (Step(("medical_scribe",), (1, 2), (8, 26), "bachelor", 44),),
        ((_BLS, 40),),
    ),
    "pharmacy technician": Path(
        1,
        "pharmacy_technician",
        (
            Step(("retail_sales",), (0, 2), (8, 26)),
            Step(("pharmacy_technician",), (1, 3), (10, 44)),
        ),
        ((("cpht_ptcb",), 85),),
    ),
    "laboratory technician": Path(
        1,
        "medical_lab_technician",
        (
            Step(("phlebotomist",), (0, 1), (10, 30)),
            Step(("medical_lab_technician",), (1, 3), (14, 50), "associate", 22),
        ),
    ),
}
