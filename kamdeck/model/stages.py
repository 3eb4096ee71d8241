"""The stages of a sale: the six of kamdeck, or a company's own, each of which means one of the six."""

from functools import cached_property
from typing import Any, Self, cast

from pydantic import ValidationInfo

from kamdeck.dataclass import dataclass
from kamdeck.model.numbers import Share
from kamdeck.model.scalars import ScalarType, invalid_value, quoted, scalar
from kamdeck.model.texts import Text
from kamdeck.model.vocabulary import LONGEST_WORD, Stage, spelling

OPEN_STAGES = (Stage.PROSPECT, Stage.QUALIFY, Stage.PROPOSE, Stage.NEGOTIATE)
"""The meanings of a stage in which a deal is in the pipeline."""


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage as `kamdeck.yaml` lists it.

    Args:
        id: What plans write.
        meaning: Which of the six stages it is for figures and rules.
        name: Its name; None for the words of its meaning.
        least: The lowest plausible probability; None if there is no default probability.
        most: The highest plausible probability.
    """

    id: str
    meaning: Stage
    name: Text | None = None
    least: float | None = None
    most: float | None = None


class DealStage(ScalarType, str):
    """The stage of a deal. It is the text of its id; documents show its name.

    `meaning` is the one of the six stages that figures and rules look at. `process` has all stages in their order.
    """

    entry: StageEntry
    process: "SalesProcess"

    @classmethod
    def of(cls, entry: StageEntry, process: "SalesProcess") -> Self:
        """The stage of an entry; a method of its own, since the constructor of `str` accepts no further arguments."""
        found = cls(entry.id)
        found.entry, found.process = entry, process
        return found

    @classmethod
    def kind(cls) -> str:
        """The first part of the keys of its words, as that of a `Word`."""
        return Stage.kind()

    @classmethod
    def members(cls) -> tuple[Stage, ...]:
        """The words of a company that lists no stages."""
        return Stage.members()

    @property
    def meaning(self) -> Stage:
        """Which of the six stages it is."""
        return self.entry.meaning

    @property
    def name(self) -> Text | None:
        """The company's name of the stage; None where it has the words of its meaning."""
        return self.entry.name

    @property
    def is_open(self) -> bool:
        """Whether deals in this stage are in the pipeline."""
        return self.meaning in OPEN_STAGES

    @property
    def probability(self) -> Share | None:
        """The probability of deals that give none: the middle of the stage's range."""
        least, most = self.entry.least, self.entry.most
        return None if least is None or most is None else Share(round((least + most) / 2, 9))

    @property
    def number(self) -> int:
        """Its position in the process, from 0; stages that the process does not list come last."""
        return self.process.position(self)

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The stage with an id or name; one of the six words where a single stage, or none, has that meaning.

        Raises:
            PydanticCustomError: If no stage is named so, or several stages have the meaning.
        """
        process = info.context.deployment.process if info.context is not None else SIX_STAGES
        text = scalar(value, f"a stage: {', '.join(process.ids)}")
        if (found := process.named(text)) is not None:
            return cast(Self, found)
        if several := process.meant(text):
            raise invalid_value(f"{quoted(text)} can be several stages; write one of {', '.join(several)}")
        raise invalid_value(
            f"{quoted(text)} is not a stage", text, process.ids, f"; write one of {', '.join(process.ids)}"
        )

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """One of the six words; the schema of a deployment lists its stages."""
        return {"enum": [stage.value for stage in Stage]}


@dataclass(frozen=True)
class SalesProcess:
    """The stages of a sale in their order; `own` says that they are a company's."""

    entries: tuple[StageEntry, ...]
    own: bool = True

    @cached_property
    def stages(self) -> tuple[DealStage, ...]:
        """All stages."""
        return tuple(DealStage.of(entry, self) for entry in self.entries)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all stages."""
        return tuple(entry.id for entry in self.entries)

    @cached_property
    def _by_meaning(self) -> dict[str, tuple[DealStage, ...]]:
        """The stages by their meaning, one of the six words; a word that no stage means is a stage itself."""
        found = {stage: tuple(each for each in self.stages if each.meaning == stage) for stage in Stage}
        return {stage: each or (DealStage.of(StageEntry(stage, stage), self),) for stage, each in found.items()}

    @cached_property
    def words(self) -> dict[str, DealStage]:
        """What a plan can write besides names: the ids, and those of the six words that can be one stage only."""
        ids = dict(zip(self.ids, self.stages, strict=True))
        return ids | {word: found[0] for word, found in self._by_meaning.items() if len(found) == 1 and word not in ids}

    @cached_property
    def _by_spelling(self) -> dict[str, DealStage]:
        named = {spelling(word): stage for word, stage in self.words.items()}
        for stage in self.stages:
            for name in stage.name.parts if stage.name else ():
                # An id of one stage is never taken for the name of another.
                named.setdefault(spelling(name), stage)
        return named

    def named(self, text: str) -> DealStage | None:
        """The stage with an id or a name in any language, or an unambiguous one of the six words; None for others."""
        return self._by_spelling.get(spelling(text)) if len(text) <= LONGEST_WORD else None

    def meant(self, text: str) -> tuple[DealStage, ...]:
        """The stages that have one of the six words as their meaning; empty for any other text."""
        word = Stage.of(text)
        return self._by_meaning[word] if word else ()

    def position(self, stage: str) -> int:
        """The position of a stage, from 0; that behind all stages for one that is not listed."""
        return self.ids.index(stage) if stage in self.ids else len(self.ids)


SIX_STAGES = SalesProcess(tuple(StageEntry(stage.value, stage) for stage in Stage), own=False)
"""The stages of a company that lists none."""
