"""What the documents of the project say is so."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PACKAGES = ["corpus", "indexer", "qa", "api"]


def tracked(pattern):
    """Return the files under version control that match."""
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split()]


def test_the_readme_names_every_command():
    """Each command of the command line stands in the README."""
    from api.cli import app

    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    groups = [(group.name, group.typer_instance.registered_commands) for group in app.registered_groups]
    names += [f"{name} {command.name}" for name, commands in groups for command in commands]
    assert all(f"shirube {name}" in README for name in names)


def test_the_readme_names_every_setting():
    """Each environment variable that is read stands in the README."""
    from api.access.settings import AccessSettings
    from api.settings import Settings

    assert all(f"SHIRUBE_{name.upper()}" in README for kind in (Settings, AccessSettings) for name in kind.model_fields)


def test_the_readme_names_every_target():
    """Each target of the Makefile that a person calls stands in the README."""
    targets = re.search(r"\.PHONY: (.*)", (ROOT / "Makefile").read_text("utf-8")).group(1).split()
    assert all(f"make {target}" in README for target in targets)


def test_the_architecture_names_every_folder_and_module():
    """Each module of the product has its line in ARCHITECTURE.md."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    modules = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if not path.name.startswith("__")
    ]
    assert [path.name for path in modules if f"`{path.name}`" not in text] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_error_is_in_its_tree(package):
    """Each error class stands in the tree at the top of its file."""
    for path in (ROOT / package).glob("errors.py"):
        tree = ast.parse(path.read_text("utf-8"))
        classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
        assert all(name in ast.get_docstring(tree) for name in classes)


def test_every_test_says_what_it_shows():
    """Each test states the behaviour in its docstring."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_no_secret_path_or_pickle_is_in_the_code():
    """Nothing unsafe to load, no machine's path and no evaluation question stands in the product."""
    forbidden = re.compile(
        r"\b(?:pickle|joblib\.load|yaml\.load|eval\(|shell=True|allow_pickle=True)|/home/|/root/|/work/"
    )
    for path in (file for package in PACKAGES for file in tracked(f"{package}/*.py")):
        assert not forbidden.search(path.read_text("utf-8")), path


def test_documents_facts_are_not_written_into_code():
    """Names of the bundled documents' programmes stand in the documents alone."""
    named = re.compile(r"SATREPS|SICORP|ASPIRE|J-RISE|海外特別研究員|ジョイント・ディグリー|日ASEAN")
    data = [file for pattern in ("qa/drafts/data/rubric.json", "api/web/*.js") for file in tracked(pattern)]
    for path in (*data, *(file for package in PACKAGES for file in tracked(f"{package}/*.py"))):
        assert not named.search(path.read_text("utf-8")), path


def test_the_version_is_in_the_changelog():
    """The version that is built has its entry."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def code_in(text):
    """Return what a README gives as code: blocks without their comments, and what stands within a line."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    rest = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [re.sub(r"\s+# .*", "", block) for block in blocks], set(re.findall(r"`([^`]+)`", rest))


def test_both_readmes_give_the_same_commands():
    """Whoever reads Japanese and whoever reads English is told the same commands, settings, addresses and files."""
    assert code_in((ROOT / "README.ja.md").read_text("utf-8")) == code_in(README)


def test_both_readmes_give_the_same_figures():
    """The tables of how good it is hold the same numbers."""
    readings = [
        [re.findall(r"\d\.\d\d", line) for line in text.splitlines() if line.startswith("|")]
        for text in (README, (ROOT / "README.ja.md").read_text("utf-8"))
    ]
    assert readings[0] == readings[1]


def test_every_page_of_the_documents_is_on_the_site():
    """A page that the navigation leaves out is found by nobody."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if page not in text] == []


def test_every_test_that_the_threat_model_names_exists():
    """Who claims that a requirement is met names what shows it."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "threat-model.md").read_text("utf-8")))
    texts = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    assert {name for name in named if not any(f"def {name}(" in text for text in texts)} == set()
