"""What the service remembers: tables as plain SQLAlchemy classes, one noun a file, each query beside its table."""

from models import engine as engine  # sets up SQLite on every connection
from models.availability import Availability
from models.base import Base
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.consent import Consent
from models.credential import Credential
from models.decision import Decision
from models.dispute import Dispute
from models.do_not_return import DoNotReturn
from models.document import Document
from models.education import Education
from models.entry import Entry
from models.experience import Experience
from models.facility import Facility
from models.facility_member import FacilityMember
from models.favourite import Favourite
from models.held_role import HeldRole
from models.held_skill import HeldSkill
from models.invite import Invite
from models.language import Language
from models.merge import Merge
from models.note import Note
from models.opening import Opening
from models.opening_task import OpeningTask
from models.owner_history import OwnerHistory
from models.preference import Preference
from models.question import Question
from models.ranker_use import RankerUse
from models.reference import Reference
from models.requirement import Requirement
from models.section_answer import SectionAnswer
from models.shortlist import Shortlist
from models.sign_in_failure import SignInFailure
from models.snapshot import Snapshot
from models.submission import Submission
from models.system import System
from models.training import Training
from models.two_people import TwoPeople
from models.user import User
from models.verification import Verification

__all__ = [
    "Availability",
    "Base",
    "Candidate",
    "CandidateIdentity",
    "Consent",
    "Credential",
    "Decision",
    "Dispute",
    "DoNotReturn",
    "Document",
    "Education",
    "Entry",
    "Experience",
    "Facility",
    "FacilityMember",
    "Favourite",
    "HeldRole",
    "HeldSkill",
    "Invite",
    "Language",
    "Merge",
    "Note",
    "Opening",
    "OpeningTask",
    "OwnerHistory",
    "Preference",
    "Question",
    "RankerUse",
    "Reference",
    "Requirement",
    "SectionAnswer",
    "Shortlist",
    "SignInFailure",
    "Snapshot",
    "Submission",
    "System",
    "Training",
    "TwoPeople",
    "User",
    "Verification",
]
