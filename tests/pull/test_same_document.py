"""llms-full.txt, llms.txt and a sitemap of a site give one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from corpus.vendors import ABSENT, CORPUS
from pull.conftest import Pull
from pull.site import DocsSite, page, write_configuration
from specquilt.cli.main import main

DOCUMENT = Path("specs/quilts/openapi.yaml")
Join: TypeAlias = Callable[[DocsSite, list[str]], str]
INTRODUCTION = "# Quilts\n\n> All about quilts.\n\nSee [the guide](/guide).\n"


def _as_fern(site: DocsSite, paths: list[str]) -> str:
    """Return all texts, one after the other."""
    return "\n\n".join([INTRODUCTION, *(site.texts[path] for path in paths)])


def _as_mintlify(site: DocsSite, paths: list[str]) -> str:
    """Return all texts, each with its address below the title."""
    texts = [INTRODUCTION]
    for path in paths:
        title, _, rest = site.texts[path].partition("\n")
        texts.append(f"{title}\nSource: {site.url}{path}\n{rest}")
    return "\n\n".join(texts)


def _documents(site: DocsSite, paths: list[str], run: Pull) -> dict[str, str]:
    """Return the documents of the lists of a site."""
    site.index("/guide.md", *paths)
    site.texts["/guide.md"] = "# Guide\n\nHow to sew.\n"
    locations = "".join(
        f"<url><loc>{site.url}{path.removesuffix('.md')}</loc></url>" for path in paths
    )
    site.texts["/sitemap.xml"] = f"<urlset>{locations}</urlset>"
    found = {}
    for name in ("llms.txt", "sitemap.xml", "llms-full.txt"):
        write_configuration([f"{site.url}/{name}"], f"folder = '{name}'\n", pages=name)
        Path("specs/quilts/specquilt.pull.lock").unlink(missing_ok=True)
        assert run("-q") == 1
        assert main(["merge", "-q"]) == 0
        found[name] = DOCUMENT.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("join", [_as_fern, _as_mintlify])
def test_the_lists_of_a_site_give_one_document(site: DocsSite, run: Pull, join: Join) -> None:
    """Operations have the order of the site, not that of the names of files."""
    paths = [f"/docs/{name}.md" for name in ("weave", "cut", "sew")]
    site.texts.update({path: page(number) for number, path in enumerate(paths)})
    site.texts["/llms-full.txt"] = join(site, paths)
    documents = _documents(site, paths, run)
    assert len(set(documents.values())) == 1
    assert documents["llms.txt"].count("summary: Get quilt") == 3


@pytest.mark.long
@pytest.mark.skipif(not CORPUS.is_dir(), reason=ABSENT)
@pytest.mark.parametrize("vendor", ["cohere", "elevenlabs", "openrouter"])
def test_the_lists_of_a_vendor_give_one_document(site: DocsSite, run: Pull, vendor: str) -> None:
    files = sorted((CORPUS / vendor).glob("*.md"), reverse=True)
    site.texts.update({f"/{file.name}": file.read_text(encoding="utf-8") for file in files})
    paths = [f"/{file.name}" for file in files]
    site.texts["/llms-full.txt"] = _as_fern(site, paths)
    assert len(set(_documents(site, paths, run).values())) == 1


def test_another_order_of_the_site_is_no_up_to_date_client(site: DocsSite, run: Pull) -> None:
    paths = [f"/docs/{name}.md" for name in ("weave", "cut")]
    site.texts.update({path: page(number) for number, path in enumerate(paths)})
    client = "[client]\noutput = 'client'\n"
    write_configuration([f"{site.url}/llms.txt"], client)
    documents = []
    for listed in (paths, paths[::-1]):
        site.index(*listed)
        assert run("-q") == 1
        assert main(["generate", "-q"]) == 0
        documents.append(DOCUMENT.read_text(encoding="utf-8"))
    assert documents[0] != documents[1]
