"""More than sixty ways to lay out a resume, each with the truth of what it says (`python -m tests.layouts.measure`)."""

from tests.layouts.canvas import CANVAS
from tests.layouts.docx import DOCX
from tests.layouts.html import HTML
from tests.layouts.style import Layout
from tests.layouts.text import TEXT

LAYOUTS: dict[str, Layout] = {**TEXT, **HTML, **DOCX, **CANVAS}
