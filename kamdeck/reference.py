"""The blocks' own docstrings go in, the reference that the command prints comes out."""

import inspect
import textwrap

from kamdeck.blocks import BLOCKS
from kamdeck.compose.spec import fields_of
from kamdeck.problems import problem, suggest


def summary_of() -> str:
    """Every block with what it is, its fields and an example."""
    return "\n\n".join(example_of(name) for name in BLOCKS)


def example_of(name: str) -> str:
    """One block with what it is, its fields and its example."""
    if name not in BLOCKS:
        raise problem(f"'{name}' is not a block{suggest(name, BLOCKS)}; `kamdeck blocks` lists them")
    told, _, example = inspect.cleandoc(BLOCKS[name].__doc__ or "").partition("Example:")
    fields = ", ".join(field + (" (wanted)" if wanted else "") for field, _, wanted in fields_of(BLOCKS[name]))
    parts = (name, _indented(told), _indented(f"Fields: {fields}"), _indented("Example:"), _indented(example, 4))
    return "\n".join(parts)


def _indented(text: str, by: int = 2) -> str:
    return textwrap.indent(textwrap.dedent(text.strip("\n")).strip(), " " * by)
