"""A rule that a company has written: its texts are the company's, and not those of the catalogs."""

from kamdeck.analysis.quality.finding import Fault
from kamdeck.analysis.quality.rule import Area, Check, Purpose, Rule, Severity
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.own_rules import OwnRule


@dataclass(frozen=True, slots=True)
class CompanyRule(Rule):
    """A rule of a company; `definition` is what it has written."""

    definition: OwnRule

    @classmethod
    def of(cls, definition: OwnRule, check: Check) -> "CompanyRule":
        """The rule with a definition; `check` evaluates its expressions."""
        severity, purposes = Severity(definition.severity), tuple(map(Purpose, definition.purposes))
        return cls(definition.id, severity, purposes, check, definition)

    @property
    def title(self) -> Message:
        """What is wrong, as a heading."""
        return Message("word.own_text", text=self.definition.title)

    @property
    def why(self) -> Message:
        """Why it matters."""
        return Message("word.own_text", text=self.definition.reason)

    @property
    def fix(self) -> Message:
        """What to do."""
        return Message("word.own_text", text=self.definition.fix)

    @property
    def area(self) -> Area:
        """The area whose score the rule counts for."""
        return Area(self.definition.section)

    def message_of(self, fault: Fault) -> Message:
        """What the rule says about a fault: its title, with the name of what it is about."""
        name = fault.values.get("of")
        title = self.definition.title
        return Message("word.own_finding", of=name, text=title) if name else Message("word.own_text", text=title)
