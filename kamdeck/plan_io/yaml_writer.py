"""Writes the content of a plan file as YAML or JSON."""

import json
from datetime import date
from typing import Any

import yaml

from kamdeck.model.numbers import MeasuredShare, Share
from kamdeck.plan_io.serialize import PlanContent

WIDTH = 120
# JSON allows these characters unescaped, but the YAML parser that reads plans in JSON does not.
BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029\ufeff"}


def as_yaml(content: Any, *, flow: bool | None = None, width: int = WIDTH) -> bytes:
    """A plan, or a part of one, in YAML with shares in per cent.

    Args:
        content: The content, as `serialize` returns it.
        flow: None to write mappings and lists of plain values in one line; False for a line for each value.
        width: The number of characters after which lines are broken.
    """
    text: str = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow
    )
    return text.encode()


def as_json(content: PlanContent) -> bytes:
    """A plan in JSON."""
    written = _with_per_cent(content)
    return (json.dumps(written, ensure_ascii=False, indent=2, default=str).translate(BREAKS) + "\n").encode()


def _with_per_cent(content: Any) -> Any:
    """The content with measured shares as texts; JSON would write them like other numbers."""
    match content:
        case dict():
            return {key: _with_per_cent(value) for key, value in content.items()}
        case list():
            return [_with_per_cent(value) for value in content]
        case MeasuredShare():
            return content.in_per_cent
        case _:
            return content


# This is the dumper in Python, since that of libyaml escapes all characters beyond U+FFFF, such as emoji.
class _Dumper(yaml.SafeDumper):
    """Writes texts, numbers, dates and shares like a human author."""

    def ignore_aliases(self, data: Any) -> bool:
        """True: write repeated values out instead of as aliases."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Indent lists more than their keys."""
        # PyYAML would put the dashes of a list into the column of the key above.
        return super().increase_indent(flow, False)


def in_per_cent(share: float) -> str:
    """A share so that reading gives the same number: "31 %" if possible, else "0.31…"."""
    text = f"{share * 100:.12g} %"
    return text if float(text.removesuffix(" %")) / 100 == share else repr(float(share))


def _share(dumper: yaml.SafeDumper, share: Share) -> yaml.ScalarNode:
    text = share.in_per_cent if isinstance(share, MeasuredShare) else in_per_cent(share)
    kind = "str" if text.endswith("%") else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _date(dumper: yaml.SafeDumper, day: date) -> yaml.ScalarNode:
    # Written with the tag of a text, the date would get quotes.
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(Share, _share)
_Dumper.add_representer(MeasuredShare, _share)
_Dumper.add_representer(date, _date)
