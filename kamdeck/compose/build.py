"""Makes a document from a compiled layout and a plan or portfolio, in one language.

Topics and sections without content are left out, so a document has only what the plan has.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kamdeck.amount_format import AmountFormat
from kamdeck.compose.body_slides import within_body
from kamdeck.compose.company_rules import company_rules
from kamdeck.compose.layout import Layout, PartSpec, SectionSpec, TopicSpec
from kamdeck.compose.plain_expressions import Scope
from kamdeck.compose.sandbox import BUDGET
from kamdeck.compose.subject import SubjectFacts, facts_of
from kamdeck.compose.topic_units import Sizes, amounts_in, units_of_topics, whole_units_of_topics
from kamdeck.dataclass import dataclass
from kamdeck.document import Contents, Document, Section, Stack, Topic
from kamdeck.magnitudes import Magnitude
from kamdeck.message import Message
from kamdeck.model import Plan
from kamdeck.model.values import Text
from kamdeck.recorded_texts import QuotedTexts, RecordedTexts, term_key
from kamdeck.wording import Wording
from kamdeck.words import Words

if TYPE_CHECKING:
    from kamdeck.portfolio import Portfolio

FOOTER_SEPARATOR = "  ·  "


def compose(layout: Layout, subject: "Plan | Portfolio", words: Words, language: str) -> Document:
    """The document of a layout over a plan or portfolio, in a language such as "en" or a pair such as "zh+en".

    `words` are those of all languages. Raises `Problems` with the layout's places for expressions that fail.
    """
    BUDGET.begin_document()
    layout = for_readers(layout, subject)
    facts, wording = _facts(subject), _noting(language, words, subject)
    scope = _scope(facts, wording)
    wording.recorded.analysis = scope.get("analysis")
    listed = [spec for spec in layout.sections if spec.listed]
    built = {spec.key: section for spec in listed if (section := _section(spec, scope))}
    built, moved = within_body(built, layout.body_slides)
    built = _numbered(built, wording)
    # Agendas and covers are built after the other sections, since they list those that have content.
    scope = {**scope, "sections": [_contents(section) for section in built.values() if section.topics]}
    for spec in layout.sections:
        if not spec.listed and (section := _section(spec, scope)):
            built[spec.key] = section
    title, period_and_class = layout.title(scope), _period_and_class(facts, wording)
    name = wording.names(facts.name) if facts.name else title
    return Document(
        title=f"{name} – {title}" if facts.name else title,
        subject=f"{title} {wording.say(facts.period)}",
        author=wording.names(facts.author) if facts.author else "",
        keywords=wording.listed((name, str(facts.period))),
        # The review date instead of the clock: the same plan has to give the same bytes.
        created=f"{facts.day.isoformat()}T00:00:00Z",
        footer=_footer(facts, name, period_and_class, wording),
        classification=_classification(facts, wording),
        date=wording.day(facts.day, long=True),
        sections=tuple(built[spec.key] for spec in layout.sections if spec.key in built),
        wording=wording,
        period_and_class=period_and_class,
        place=layout.place,
        moved=tuple(wording.names(topic.name) for topic in moved),
        rivals=facts.rivals,
        one_page=layout.one_page,
    )


def _numbered(sections: dict[str, Section], wording: Wording) -> dict[str, Section]:
    """The sections with numbers in digits that count those that the document has; others keep their texts."""
    counted = [key for key, section in sections.items() if section.number.isdecimal()]
    numbers = {key: wording.showing(str(at), term_key(f"section.{key}")) for at, key in enumerate(counted, 1)}
    return {key: replace(section, number=numbers.get(key, section.number)) for key, section in sections.items()}


def _facts(subject: "Plan | Portfolio") -> SubjectFacts:
    return facts_of(subject, company_rules(subject.deployment) if isinstance(subject, Plan) else ())


def _noting(language: str, words: Words, subject: "Plan | Portfolio") -> Wording:
    """The wording of a document, which notes where its texts come from."""
    recorded = RecordedTexts()
    return Wording(language, words.recording(recorded), subject, recorded=recorded)


def for_readers(layout: Layout, subject: "Plan | Portfolio") -> Layout:
    """The layout with those topics that the readers of the document may see.

    The customer sees all topics of a layout that is made for the customer, and of any other those for everyone.
    """
    if not isinstance(subject, Plan) or subject.edition == "internal" or layout.edition == "customer":
        return layout
    sections = (
        replace(section, topics=tuple(topic for topic in section.topics if topic.audience == "everyone"))
        for section in layout.sections
    )
    return replace(layout, sections=tuple(sections))


def file_name(layout: Layout, subject: "Plan | Portfolio", words: Words, language: str) -> str:
    """The name of the document's file without its extension, from the layout's `file`.

    Args:
        layout: The layout of the document.
        subject: What the document is about.
        words: The words of all languages.
        language: The language of the document, such as "en" or "zh+en".
    """
    facts, wording = facts_of(subject), Wording(language, words, subject)
    named = {"account": subject.account, "plan": subject} if isinstance(subject, Plan) else {"portfolio": subject}
    return str(layout.file({**named, "period": str(facts.period), "wording": wording}))


def _for_reader(customer: Text, wording: Wording) -> Text:
    """Whose document it is, in the languages of the document."""
    key = "edition.customer"
    patterns = {language: wording.words.text(key, language) or "{name}" for language in wording.languages}
    texts = {each: pattern.format(name=customer.in_language(each)) for each, pattern in patterns.items()}
    found = Text(**texts)
    wording.recorded.add_value(found, Message(key, name=customer))
    return found


def _classification(facts: SubjectFacts, wording: Wording) -> str:
    """Who may see the document: the customer by name, or what the plan says."""
    if facts.customer:
        return wording.names(_for_reader(facts.customer, wording))
    return wording.names(facts.classification) if facts.classification else wording.terms_of("edition.internal")


def _footer(facts: SubjectFacts, name: str, period_and_class: str, wording: Wording) -> str:
    """The footer of each slide; what is for the customer says so in its classification, and begins with our name."""
    return FOOTER_SEPARATOR.join((wording.names(facts.vendor) if facts.vendor else name, period_and_class))


def _period_and_class(facts: SubjectFacts, wording: Wording) -> str:
    return FOOTER_SEPARATOR.join((wording.say(facts.period), _classification(facts, wording)))


def _scope(facts: SubjectFacts, wording: Wording) -> dict[str, Any]:
    """The names that a layout's expressions can use: those of the subject, and those of every document."""
    return {
        **facts.names(wording),
        "today": facts.day,
        "language": wording.first,
        "classified": _classification(facts, wording),
        "wording": wording,
    }


def _contents(section: Section) -> Contents:
    topics = tuple((topic.anchor, topic.name) for topic in section.topics)
    return Contents(section.key, section.name, section.number, section.message, topics)


def _section(spec: SectionSpec, scope: Scope) -> Section | None:
    if not spec.condition.holds(scope):
        return None
    drafts = [draft for each in spec.topics for draft in _topics(each, scope)]
    if not drafts:
        return None
    wording: Wording = scope["wording"]
    sizes = [wording.amounts.sizes(amounts_in(draft.topic.body)) for draft in drafts]
    units = units_of_topics(sizes, wording.amounts)
    built = [draft.topic for draft in drafts]
    if wording.amounts.has_large_steps:
        every = [draft.every_amount(shown) for draft, shown in zip(drafts, sizes, strict=True)]
        whole = whole_units_of_topics(every, wording.amounts)
        made = [draft.in_one_unit(*each) for draft, *each in zip(drafts, units, whole, strict=True)]
        built, units = [topic for topic, _ in made], [common for _, common in made]
    # Anchors are numbered after the loops have run, since a loop makes several topics with one key.
    topics = tuple(
        replace(topic, units=common, anchor=f"{spec.key}-{number}")
        for number, (topic, common) in enumerate(zip(built, units, strict=True), 1)
    )
    # A section's sentence says amounts as its first slide does.
    message = spec.message({**scope, "wording": replace(wording, units=units[0])}) if spec.message else ""
    number = wording.showing(spec.number, term_key(f"section.{spec.key}"))
    return Section(spec.key, spec.name(scope), number, message, topics, spec.listed, spec.backup)


@dataclass(frozen=True)
class _Draft:
    """A topic with the sizes of the amounts in its sentences by currency, and how it is made again in other units."""

    topic: Topic
    said: dict[str, list[float]]
    amounts: AmountFormat
    again: Callable[[Mapping[str, Magnitude]], "_Draft | None"]

    def every_amount(self, shown: Sizes) -> Sizes:
        """The sizes of its amounts: those `shown` in its columns, charts and cards, and those in its sentences."""
        return {key: [*shown.get(key, ()), *self.said.get(key, ())] for key in {**shown, **self.said}}

    def in_one_unit(
        self, units: Mapping[str, Magnitude], readable: Mapping[str, Magnitude]
    ) -> tuple[Topic, Mapping[str, Magnitude]]:
        """The topic with all its amounts in one unit of each currency, and these units, as far as they can be read.

        `units` are those that suit its columns, charts and cards, and `readable` those in which all amounts are read.
        """
        whole = {**units, **readable}
        if not self.amounts.has_own_units(self.said, whole):
            return self.topic, {key: whole[key] for key in whole if key in units}
        draft = self.again(whole)
        return (draft.topic, whole) if draft else (self.topic, units)


def _topics(spec: TopicSpec, scope: Scope) -> list[_Draft]:
    scopes = spec.loop.scopes(scope) if spec.loop else [scope]
    drafts: list[_Draft] = []
    for each in scopes:
        # The first topic of a loop has no rank: it stays in the body.
        if spec.condition.holds(each) and (draft := _draft(spec, each, {}, ranked=bool(drafts or not spec.loop))):
            drafts.append(draft)
    return drafts


def _draft(spec: TopicSpec, scope: Scope, units: Mapping[str, Magnitude], *, ranked: bool) -> _Draft | None:
    """A topic whose sentences have amounts in some units; none if it has no content."""
    quoted, wording = QuotedTexts(), scope["wording"]
    recording = {**scope, "wording": wording.recording(spec.key, quoted, units)}
    body = _stack(spec.body, recording)
    # A cover may consist of its title only; any other topic without blocks would be an empty slide.
    if not body.parts and spec.kind != "cover":
        return None
    topic = _topic(spec, body, recording)
    topic = replace(topic, quoted=_quoted_in(topic.headline, quoted), rank=topic.rank if ranked else 0)
    return _Draft(topic, quoted.amounts, wording.amounts, lambda units: _draft(spec, scope, units, ranked=ranked))


def _quoted_in(headline: str, quoted: QuotedTexts) -> tuple[str, ...]:
    """The texts of the plan that a headline contains."""
    return tuple(sorted(text for text in quoted.texts if len(text) > 1 and text in headline))


def _topic(spec: TopicSpec, body: Stack, scope: Scope) -> Topic:
    def value(field: str) -> Any:
        return spec.fields[field](scope) if field in spec.fields else ""

    return Topic(
        key=spec.key,
        name=value("name"),
        kind="cover" if spec.kind == "cover" else "content",
        headline=value("headline"),
        lead=value("lead"),
        body=body,
        aside=_stack(spec.aside, scope) if spec.aside else None,
        subtitle=value("subtitle") or (),
        source=value("source"),
        notes=value("notes") or (),
        audience="everyone" if spec.audience == "everyone" else "internal",
        place=spec.place,
        joins=spec.joins,
        rank=spec.rank,
        more=spec.more,
        share=spec.share,
        most=spec.most,
    )


def _stack(specs: tuple[PartSpec, ...], scope: Scope) -> Stack:
    return Stack(tuple(part for spec in specs for part in spec.parts(scope)))
