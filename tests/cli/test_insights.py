"""`kamdeck insights` lists the insights, and describes one with its examples."""

import json

import pytest
from click.testing import CliRunner, Result

from kamdeck.cli import main
from kamdeck.insight_pages import insights_page
from kamdeck.insights import insights, modules


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["insights", *arguments])


def test_all_insights_are_listed_by_module_with_their_summaries():
    words = run().output
    assert words.startswith(modules()[0].__name__.rpartition(".")[2].replace("_", " ").capitalize())
    flat = " ".join(words.split())
    assert all(f" {each.name} {each.summary}" in flat for each in insights().values())


def test_an_insight_is_described_with_its_use_and_examples():
    words = run("share_of_wallet").output
    assert words.startswith("share_of_wallet\n  Our share of wallet with its change")
    assert "Use it in layouts of one account, like `headline: share_of_wallet`." in words
    assert "    the share is unknown:\n      (nothing)\n" in words
    assert "      Our share of wallet is 31 %, 1 point up since last quarter\n" in words


def test_the_examples_are_in_the_language_that_was_asked_for():
    assert "我方钱包份额为31%，比上季度提高1个百分点" in run("share_of_wallet", "--lang", "zh").output
    assert "31 %" in run("share_of_wallet", "--lang", "de").output


def test_insights_as_json():
    listed = json.loads(run("--format", "json").output)
    assert sorted(each["name"] for each in listed) == sorted(insights())
    assert set(listed[0]) == {"name", "module", "summary", "parameters"}
    one = json.loads(run("share_of_wallet", "--format", "json").output)
    assert (one["module"], one["parameters"], one["language"]) == ("wallet", ["analysis"], "en")
    assert {"case": "last quarter's share is unknown", "sentence": "Our share of wallet is 31 %"} in one["examples"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("share_of_walet", "there is no insight 'share_of_walet'; did you mean 'share_of_wallet'?"),
        ("x", "there is no insight 'x'; `kamdeck insights` lists them"),
    ],
)
def test_an_unknown_insight_is_wrong_usage(name: str, message: str):
    done = run(name)
    assert done.exit_code == 2
    assert message in done.output


def test_the_page_of_insights_has_all():
    page = insights_page()
    assert all(f"### {name}\n" in page for name in insights())
