"""The walls of the house, held by reading the code: imports go down, one place commits, the ranker sees no identity."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("matcher", "models", "web")
#: Low to high inside matcher: a module imports only from the groups before it (or from its own group's package).
MATCHER_ORDER = (
    ("references", "vocabulary"),
    ("domain",),
    ("snapshots", "careers", "ragged"),
    ("extraction", "eligibility", "wording"),
    ("codes",),
    ("kernels",),
    ("table",),
    ("wishes",),
    ("asked_skills",),
    ("asked",),
    ("features",),
    ("plan",),
    ("reads",),
    ("scan", "explanation", "bands", "similarity"),
    ("ranker",),
    ("evaluation",),
    ("training", "baselines"),
    ("rankers",),
    ("settings", "shortlist", "summary", "judgments"),
    ("counterfactual", "way_in"),
    ("texts",),
)
#: Low to high inside web.
WEB_ORDER = (
    ("texts", "words", "headers"),
    ("errors", "charts", "strip", "quotes"),
    ("db",),
    ("config", "auth", "forms", "reach", "links"),
    ("permissions", "passwords"),
    ("shell", "reader"),
    ("services",),
    ("fact_forms", "limit_form"),
    ("demo",),
    ("routes", "cli"),
    ("__init__",),
    ("serve",),
)
#: The one exception: heavy packages loaded on first use. File -> packages.
LAZY = {"matcher/rankers.py": {"matcher"}, "matcher/kernels.py": {"numba"}}


def sources(*folders: str) -> list[Path]:
    return [p for folder in folders for p in sorted((ROOT / folder).rglob("*.py"))]


def modules_imported(path: Path) -> list[tuple[str, bool]]:
    """(dotted module, stands inside a function) for every import of a file."""
    tree = ast.parse(path.read_text())
    inside = {
        id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef) for n in ast.walk(f)
    }
    found: list[tuple[str, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; name the package"
            found += [(f"{node.module}.{alias.name}", id(node) in inside) for alias in node.names]
    return found


def rank_in(order: tuple[tuple[str, ...], ...], name: str) -> int:
    for position, names in enumerate(order):
        if name in names:
            return position
    raise AssertionError(f"{name} has no place in the order of tests/test_structure.py: give it one")


def test_imports_between_layers_go_down():
    for path in sources(*LAYERS):
        own = LAYERS.index(path.relative_to(ROOT).parts[0])
        for name, _ in modules_imported(path):
            top = name.split(".")[0]
            assert top not in {"tests", "bench", "wsgi"}, f"{path} imports {name}"
            if top in LAYERS:
                assert LAYERS.index(top) <= own, f"{path} imports {name}, which stands above it"


@pytest.mark.parametrize(("layer", "order"), [("matcher", MATCHER_ORDER), ("web", WEB_ORDER)])
def test_imports_inside_a_layer_go_down(layer, order):
    for path in sources(layer):
        parts = path.relative_to(ROOT / layer).with_suffix("").parts
        if parts == ("__init__",) and layer == "matcher":
            continue
        own = rank_in(order, parts[0])
        for name, _ in modules_imported(path):
            dotted = name.split(".")
            if dotted[0] == layer and len(dotted) > 1 and dotted[1] != "create_app":
                other = rank_in(order, dotted[1])
                same = dotted[1] == parts[0]
                assert same or other < own or (other == own and layer == "matcher"), f"{path} imports {name}"


def test_routes_never_import_one_another():
    for path in sources("web/routes"):
        for name, _ in modules_imported(path):
            if name.startswith("web.routes.") and path.name != "__init__.py":
                raise AssertionError(f"{path} imports {name}")


def test_no_import_stands_inside_a_function_but_the_heavy_ones():
    for path in sources(*LAYERS):
        allowed = LAZY.get(str(path.relative_to(ROOT)), set())
        for name, inside in modules_imported(path):
            assert not inside or name.split(".")[0] in allowed, f"{path} imports {name} inside a function"


def test_matcher_knows_no_web_no_database_no_environment_no_clock():
    banned = {"flask", "sqlalchemy", "os", "time", "socket", "requests", "urllib", "alembic"}
    for path in sources("matcher"):
        if path.parts[-2:] in {("extraction", "child.py"), ("extraction", "documents.py")}:
            continue  # the reader's child process sets its own limits; values in, values out for its caller
        for name, _ in modules_imported(path):
            assert name.split(".")[0] not in banned, f"{path} imports {name}"
        text = path.read_text()
        for call in (r"\.today\(\)", r"\.now\(", r"\benviron\b", "getenv"):
            assert not re.search(call, text), f"{path} uses {call}: the day is given"


def test_models_know_no_flask_but_the_sign_in_mixin():
    for path in sources("models"):
        for name, _ in modules_imported(path):
            if name.split(".")[0].startswith("flask"):
                assert path.name == "user.py" and name.startswith("flask_security"), f"{path} imports {name}"


def test_only_web_db_commits():
    allowed = {"web/db.py", "web/serve.py"}
    for path in sources(*LAYERS):
        relative = str(path.relative_to(ROOT))
        if relative in allowed or relative.startswith("web/cli/") or "migrations" in relative:
            continue  # a command is its own request: it commits once, at its end
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in {"commit", "begin_nested"} and node.attr == "commit":
                raise AssertionError(f"{relative}:{node.lineno} commits")


def names_used(function: ast.FunctionDef) -> set[str]:
    return {n.id for n in ast.walk(function) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)
    }


def test_no_query_that_feeds_the_ranker_reads_the_identity():
    """Follows `profile` and `profiles` of models/candidate.py through every function of models they call."""
    functions = {
        node.name: node
        for path in sources("models")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    seen: set[str] = set()
    todo = ["profile", "profiles"]
    assert all(name in functions for name in todo)
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        used = names_used(functions[name])
        assert not {u for u in used if "identity" in u.lower()}, f"{name} reads the identity"
        todo += [u for u in used if u in functions]
    assert len(seen) > 3


def test_the_orders_above_name_each_module_once():
    for order in (MATCHER_ORDER, WEB_ORDER):
        flat = [name for group in order for name in group]
        assert len(flat) == len(set(flat))
        assert all(a != b for a, b in pairwise(order))
