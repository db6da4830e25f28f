"""What the service remembers: tables as plain SQLAlchemy classes, one noun a file, each query beside its table."""

from models import engine as engine  # sets up SQLite on every connection
from models.availability import Availability
from models.base import Base
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.credential import Credential
from models.decision import Decision
from models.document import Document
from models.education import Education
from models.entry import Entry
from models.experience import Experience
from models.facility import Facility
from models.held_role import HeldRole
from models.held_skill import HeldSkill
from models.language import Language
from models.opening import Opening
from models.opening_task import OpeningTask
from models.owner_history import OwnerHistory
from models.preference import Preference
from models.requirement import Requirement
from models.section_answer import SectionAnswer
from models.shortlist import Shortlist
from models.snapshot import Snapshot
from models.system import System
from models.training import Training
from models.user import User
from models.verification import Verification

__all__ = [
    "Availability",
    "Base",
    "Candidate",
    "CandidateIdentity",
    "Credential",
    "Decision",
    "Document",
    "Education",
    "Entry",
    "Experience",
    "Facility",
    "HeldRole",
    "HeldSkill",
    "Language",
    "Opening",
    "OpeningTask",
    "OwnerHistory",
    "Preference",
    "Requirement",
    "SectionAnswer",
    "Shortlist",
    "Snapshot",
    "System",
    "Training",
    "User",
    "Verification",
]
