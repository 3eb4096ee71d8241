"""A compiled layout and a plan or a portfolio go in, the document comes out in the words of one language."""

from dataclasses import replace
from typing import Any

from kamdeck.compose.expressions import Scope
from kamdeck.compose.layout import Layout, PartSpec, SectionSpec, TopicSpec
from kamdeck.compose.sandbox import BUDGET
from kamdeck.compose.subject import SubjectFacts, facts_of
from kamdeck.document import Contents, Document, Section, Stack, Topic
from kamdeck.model import Plan
from kamdeck.portfolio import Portfolio
from kamdeck.terms import Terms
from kamdeck.wording import Wording

FOOTER_SEPARATOR = "  ·  "


def compose(layout: Layout, subject: Plan | Portfolio, terms: Terms, language: str) -> Document:
    """The document: sections that have topics, each with its blocks; agendas last, since they list the others."""
    BUDGET.begin_document()
    wording = Wording(language, terms, subject)
    told = facts_of(subject)
    scope = _scope(told, wording)
    built: dict[str, Section] = {}
    listing = [spec for spec in layout.sections if spec.listed]
    for spec in listing:
        if section := _section(spec, scope):
            built[spec.key] = section
    scope = {**scope, "sections": [_contents(built[spec.key]) for spec in listing if spec.key in built]}
    for spec in layout.sections:
        if not spec.listed and (section := _section(spec, scope)):
            built[spec.key] = section
    title = layout.title(scope)
    name = wording.names(told.name) if told.name else title
    standing = FOOTER_SEPARATOR.join((wording.say(told.period), _classified(told, wording)))
    return Document(
        title=f"{name} – {title}" if told.name else title,
        subject=f"{title} {wording.say(told.period)}",
        author=wording.names(told.author) if told.author else "",
        keywords=wording.listed((name, str(told.period))),
        created=f"{told.day.isoformat()}T00:00:00Z",
        footer=FOOTER_SEPARATOR.join((name, standing)),
        date=wording.day(told.day, long=True),
        sections=tuple(built[spec.key] for spec in layout.sections if spec.key in built),
        wording=wording,
        standing=standing,
        place=layout.place,
    )


def file_name(layout: Layout, subject: Plan | Portfolio, terms: Terms, language: str) -> str:
    """The document's file name without its ending, as the layout writes it."""
    told, wording = facts_of(subject), Wording(language, terms, subject)
    named = {"account": subject.account, "plan": subject} if isinstance(subject, Plan) else {"portfolio": subject}
    return str(layout.file({**named, "period": str(told.period), "wording": wording}))


def _classified(told: SubjectFacts, wording: Wording) -> str:
    return wording.names(told.classification) if told.classification else wording.terms_of("edition.internal")


def _scope(told: SubjectFacts, wording: Wording) -> dict[str, Any]:
    """What a layout's expressions can name: what there is of the subject, and what every document has."""
    return {
        **told.names(wording),
        "today": told.day,
        "language": wording.first,
        "classified": _classified(told, wording),
        "wording": wording,
    }


def _contents(section: Section) -> Contents:
    topics = tuple((topic.anchor, topic.name) for topic in section.topics)
    return Contents(section.key, section.name, section.number, section.message, topics)


def _section(spec: SectionSpec, scope: Scope) -> Section | None:
    if not spec.condition.holds(scope):
        return None
    made = [topic for each in spec.topics for topic in _topics(each, scope)]
    if not made:
        return None
    topics = tuple(replace(topic, anchor=f"{spec.key}-{number}") for number, topic in enumerate(made, 1))
    message = spec.message(scope) if spec.message else ""
    return Section(spec.key, spec.name(scope), spec.number, message, topics, spec.listed)


def _topics(spec: TopicSpec, scope: Scope) -> list[Topic]:
    scopes = spec.loop.scopes(scope) if spec.loop else [scope]
    topics = []
    for each in scopes:
        if spec.condition.holds(each):
            body = _stack(spec.body, each)
            if body.parts or spec.kind == "cover":
                topics.append(_topic(spec, body, each))
    return topics


def _topic(spec: TopicSpec, body: Stack, scope: Scope) -> Topic:
    def made(field: str) -> Any:
        return spec.made[field](scope) if field in spec.made else ""

    return Topic(
        key=spec.key,
        name=made("name"),
        kind="cover" if spec.kind == "cover" else "content",
        headline=made("headline"),
        body=body,
        aside=_stack(spec.aside, scope) if spec.aside else None,
        subtitle=made("subtitle") or (),
        source=made("source"),
        notes=made("notes") or (),
        audience="everyone" if spec.audience == "everyone" else "internal",
        place=spec.place,
    )


def _stack(specs: tuple[PartSpec, ...], scope: Scope) -> Stack:
    return Stack(tuple(part for spec in specs for part in spec.parts(scope)))
