"""`[client] keep`: files that belong to the user once they exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from seams.conftest import Generate
from seams.project import OUTPUT, PACKAGE, write_document, write_project
from specquilt.openapi.finding import InputError
from specquilt.output import lock, staged_write
from specquilt.output.journal import ORIGINAL

KEEP = 'keep = ["README.md", "py*.toml", "quilts_client/errors.py"]\n'


def test_a_kept_file_is_written_once_and_never_again(generate: Generate) -> None:
    write_project(KEEP)
    assert generate()[0] == 0
    assert "\n# quilts-client\n" in (OUTPUT / "README.md").read_text()
    (OUTPUT / "README.md").write_text("mine")
    write_document(list_patches="/patches")
    assert generate()[0] == 0
    assert (PACKAGE / "resources/patches.py").exists()
    assert (OUTPUT / "README.md").read_text() == "mine"
    assert generate("--check")[0] == 0
    assert generate("--overwrite")[0] == 0
    assert (OUTPUT / "README.md").read_text() == "mine"
    assert not [*OUTPUT.rglob(f"*{ORIGINAL}*")]


def test_the_changelog_is_written_once_and_then_belongs_to_the_user(generate: Generate) -> None:
    write_project()
    assert generate()[0] == 0
    page = OUTPUT / "CHANGELOG.md"
    assert "## 0.1.0 - unreleased" in page.read_text()
    page.write_text("# Changelog\n\n## 2.0.0\n")
    assert generate() == (0, "specs/quilts: up to date\n")
    assert generate("--check")[0] == 0
    write_project('version = "3.0.0"\n', list_patches="/patches")
    assert generate()[0] == 0
    assert generate("--overwrite")[0] == 0
    assert page.read_text() == "# Changelog\n\n## 2.0.0\n"
    assert not [*OUTPUT.rglob(f"*{ORIGINAL}*")]


def test_a_changelog_that_was_there_before_stays(generate: Generate) -> None:
    write_project()
    OUTPUT.mkdir(parents=True)
    (OUTPUT / "CHANGELOG.md").write_text("mine")
    assert generate("--force")[0] == 0
    assert (OUTPUT / "CHANGELOG.md").read_text() == "mine"


def test_an_edit_of_a_kept_file_leaves_the_client_up_to_date(generate: Generate) -> None:
    write_project(KEEP)
    generate()
    (OUTPUT / "pyproject.toml").write_text("mine")
    assert generate() == (0, "specs/quilts: up to date\n")


def test_a_kept_file_that_is_gone_is_written_again(generate: Generate) -> None:
    write_project(KEEP)
    generate()
    (OUTPUT / "README.md").unlink()
    assert generate("--check")[0] == 1
    assert generate()[0] == 0
    assert (OUTPUT / "README.md").exists()


def test_an_edited_file_is_kept_from_the_moment_that_it_is_listed(generate: Generate) -> None:
    write_project()
    generate()
    (OUTPUT / "README.md").write_text("mine")
    write_project(list_patches="/patches")
    assert generate()[0] == 1
    write_project(KEEP, list_patches="/patches")
    assert generate()[0] == 0
    assert (OUTPUT / "README.md").read_text() == "mine"


def test_a_kept_file_is_not_removed_with_what_it_was_generated_for(generate: Generate) -> None:
    write_project(list_patches="/patches")
    generate()
    module = PACKAGE / "resources/patches.py"
    write_project('keep = ["*/patches.py"]\n')
    assert generate()[0] == 0
    assert module.exists()
    assert generate()[0] == 0
    assert module.exists()


def test_a_file_that_is_kept_no_more_counts_as_edited(generate: Generate) -> None:
    write_project(KEEP)
    generate()
    (OUTPUT / "README.md").write_text("mine")
    write_project()
    code, shown = generate()
    assert code == 1
    assert "edited by hand: README.md" in shown
    assert (OUTPUT / "README.md").read_text() == "mine"


def test_a_pattern_that_keeps_modules_is_reported_once(generate: Generate) -> None:
    write_project('keep = ["*/_runtime/*", "README.md"]\n')
    code, shown = generate()
    assert code == 0
    assert shown.count("[kept-module]") == 1
    assert "specs/quilts/specquilt.toml:6:1: warning[kept-module] '*/_runtime/*' keeps" in shown
    assert "more, which no longer follows the document" in shown


def test_what_is_proved_is_the_generated_package_not_the_kept_modules(generate: Generate) -> None:
    """So a kept module that is out of date, or broken, stops nothing."""
    write_project('keep = ["*/client.py"]\n')
    generate()
    (PACKAGE / "client.py").write_text("this is no Python")
    write_document(list_patches="/patches")
    assert generate()[0] == 0
    assert (PACKAGE / "resources/patches.py").exists()
    assert (PACKAGE / "client.py").read_text() == "this is no Python"


def test_the_lock_lists_kept_files_without_their_content(generate: Generate) -> None:
    write_project(KEEP)
    generate()
    known = lock.read(str(OUTPUT))
    own = ["CHANGELOG.md", "README.md", "pyproject.toml", "quilts_client/errors.py"]
    assert known.kept == own
    assert known.files.keys().isdisjoint(known.kept)


def test_a_kept_link_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to("elsewhere")
    tree = {"README.md": "Hello.\n", lock.LOCK: "{}"}
    with pytest.raises(InputError, match="is a link"):
        staged_write.write(tree, tmp_path, force=True)
    staged_write.write(tree, tmp_path, force=True, keeps=lambda path: path == "README.md")
    assert (tmp_path / "README.md").is_symlink()
