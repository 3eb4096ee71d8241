"""A plan as it is written goes in, its text in YAML or JSON comes out."""

import json
from datetime import date
from typing import Any

import yaml

from kamdeck.model.numbers import Share
from kamdeck.plan_io.serialize import Written

WIDTH = 120
# JSON may hold these as they are, YAML, which reads it here, may not.
BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029\ufeff"}


def as_yaml(content: Any, *, flow: bool | None = None, width: int = WIDTH) -> bytes:
    """A plan, or a part of one, in YAML; shares in per cent.

    Mappings and lists of plain values stand in one line; with `flow` false, a line a value, as all others do.
    """
    text: str = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow
    )
    return text.encode()


def as_json(content: Written) -> bytes:
    """A plan in JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=2, default=str).translate(BREAKS) + "\n").encode()


class _Dumper(yaml.SafeDumper):
    """Writes texts, numbers, dates and shares as a person would."""

    def ignore_aliases(self, data: Any) -> bool:
        """Nothing is written as a reference to something written above."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Lists stand further in than their keys."""
        return super().increase_indent(flow, False)


def in_per_cent(share: float) -> str:
    """A share as it is read back to the same number: "31 %" where that is possible, else "0.31…"."""
    text = f"{share * 100:.12g} %"
    return text if float(text.removesuffix(" %")) / 100 == share else repr(float(share))


def _share(dumper: yaml.SafeDumper, share: Share) -> yaml.ScalarNode:
    text = in_per_cent(share)
    kind = "str" if text.endswith("%") else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _date(dumper: yaml.SafeDumper, day: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(Share, _share)
_Dumper.add_representer(date, _date)
