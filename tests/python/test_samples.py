"""Which of the vendor's code samples the README and the reference show."""

from __future__ import annotations

import copy

import pytest

from python.zoo import ZOO, tree

_OURS = "from zoo_client import Client\n\nfirst = Client().animals.get('a')\n"
_RENAMED = "import zoo\n\nfirst = zoo.Client().animals.get('a')\n"
_OTHERS = {
    "requests": "import requests\n\nfirst = requests.get('https://zoo.test')\n",
    "another package": "from zoo_sdk import ZooClient\n\nfirst = ZooClient()\n",
    "another client": "import zoo_client\n\nfirst = zoo_client.make()\n",
}


def _documentation(sample: str) -> str:
    document = copy.deepcopy(ZOO)
    operation = next(iter(next(iter(document["paths"].values())).values()))
    operation["x-codeSamples"] = [{"lang": "python", "source": sample}]
    files = tree(document)
    return "".join(text for path, text in files.items() if path.endswith(".md"))


@pytest.mark.parametrize("sample", [_OURS, _RENAMED])
def test_samples_with_this_package_are_shown(sample: str) -> None:
    assert _documentation(sample).count("first = ") == 2


@pytest.mark.parametrize("sample", _OTHERS.values(), ids=_OTHERS)
def test_samples_without_this_package_are_left_out(sample: str) -> None:
    assert "first = " not in _documentation(sample)
