"""Makes a document from a compiled layout and a plan or portfolio, in one language.

Topics and sections without content are left out, so a document has only what the plan has.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kamdeck.compose.body_slides import within_body
from kamdeck.compose.company_rules import company_rules
from kamdeck.compose.layout import Layout, PartSpec, SectionSpec, TopicSpec
from kamdeck.compose.plain_expressions import Scope
from kamdeck.compose.sandbox import BUDGET
from kamdeck.compose.subject import SubjectFacts, facts_of
from kamdeck.compose.topic_units import amounts_in, units_of_topics
from kamdeck.document import Contents, Document, Section, Stack, Topic
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
    scope = {**_scope(facts, wording), "medium": layout.medium}
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
    built = [topic for each in spec.topics for topic in _topics(each, scope)]
    if not built:
        return None
    wording: Wording = scope["wording"]
    units = units_of_topics([wording.amounts.sizes(amounts_in(topic.body)) for topic in built], wording.amounts)
    # Anchors are numbered after the loops have run, since a loop makes several topics with one key.
    topics = tuple(
        replace(topic, units=common, anchor=f"{spec.key}-{number}")
        for number, (topic, common) in enumerate(zip(built, units, strict=True), 1)
    )
    message = spec.message(scope) if spec.message else ""
    number = wording.showing(spec.number, term_key(f"section.{spec.key}"))
    return Section(spec.key, spec.name(scope), number, message, topics, spec.listed, spec.backup)


def _topics(spec: TopicSpec, scope: Scope) -> list[Topic]:
    scopes = spec.loop.scopes(scope) if spec.loop else [scope]
    topics: list[Topic] = []
    for each in scopes:
        # The first topic of a loop has no rank: it stays in the body.
        if spec.condition.holds(each) and (topic := _filled(spec, each, ranked=bool(topics or not spec.loop))):
            topics.append(topic)
    return topics


def _filled(spec: TopicSpec, scope: Scope, *, ranked: bool) -> Topic | None:
    """A topic with its blocks and sentences; none if it has no content."""
    quoted, wording = QuotedTexts(), scope["wording"]
    recording = {**scope, "wording": wording.recording(spec.key, quoted)}
    body = _stack(spec.body, recording)
    # A cover may consist of its title only; any other topic without blocks would be an empty slide.
    if not body.parts and spec.kind != "cover":
        return None
    topic = _topic(spec, body, recording)
    return replace(topic, quoted=_quoted_in(topic.headline, quoted), rank=topic.rank if ranked else 0)


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
