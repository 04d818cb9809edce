"""What the documents say can be done, can be done."""

import re
from pathlib import Path

import pytest

from infra.packaging import ROOT
from tests.infra.test_template import Template

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "pwa" / "README.md"])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_target_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = document.read_text()
    used = re.findall(r"^ *make ([a-z-]+)", text, re.MULTILINE) + re.findall(
        r"`make ([a-z-]+)", text
    )

    assert set(used) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text())

    for link in links:
        assert link.startswith("https://") or (document.parent / link).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_variable_of_a_command_is_one_that_make_knows(document: Path) -> None:
    known = set(re.findall(r"\b([A-Z_]{2,})\b", (ROOT / "Makefile").read_text()))
    commands = re.findall(r"make [a-z-]+((?: [A-Z_]+=\S*)+)", document.read_text())

    for variables in commands:
        assert set(re.findall(r"([A-Z_]+)=", variables)) <= known


def test_the_operator_finds_every_setting_and_alarm(template: Template) -> None:
    text = (ROOT / "docs" / "deploy.md").read_text()
    settings = template["Globals"]["Function"]["Environment"]["Variables"]
    alarms = {
        name.removesuffix("Alarm")
        for name, body in template["Resources"].items()
        if body["Type"] == "AWS::CloudWatch::Alarm"
    }

    assert {name for name in settings if f"`{name}`" not in text} == set()
    named = re.findall(r"^\| (?:…)?([A-Z]\w+)(?:, ([A-Z]\w+))? \|", text, re.MULTILINE)
    words = {word for pair in named for word in pair if word}
    assert {alarm for alarm in alarms if not any(alarm.endswith(word) for word in words)} == set()


def test_the_model_of_scale_counts_what_the_operations_cost() -> None:
    rows = re.findall(
        r"^\| ([a-z][^|]+) \| [^|]+ \| (\d+) \| (\d+) \|",
        (ROOT / "docs" / "budgets.md").read_text(),
        re.MULTILINE,
    )
    cost = {name: (int(writes), int(reads)) for name, writes, reads in rows}
    operations = ("today", "check in", "verify a photo", "own record")

    writes, reads = (sum(cost[name][unit] for name in operations) for unit in (0, 1))

    assert f"So {writes} WCU and {reads} RCU a person" in (ROOT / "docs" / "scale.md").read_text()
