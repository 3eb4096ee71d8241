"""A compiled layout, a plan and its figures go in, the document comes out in the words of one language."""

from typing import Any

from kamdeck.compose.expressions import Scope
from kamdeck.compose.layout import Layout, PartSpec, SectionSpec, TopicSpec
from kamdeck.compose.meddpicc import meddpicc
from kamdeck.document import Contents, Document, Section, Stack, Topic
from kamdeck.plan.changes import changes
from kamdeck.plan.figures import Figures, figures
from kamdeck.plan.model import Plan
from kamdeck.wording import Terms, Wording

FOOTER_SEPARATOR = "  ·  "


def compose(layout: Layout, plan: Plan, terms: Terms, language: str) -> Document:
    """The document: sections that have topics, each with its blocks; agendas last, since they list the others."""
    wording = Wording(language, terms, plan)
    scope = _scope(plan, figures(plan), wording)
    built: dict[str, Section] = {}
    listing = [spec for spec in layout.sections if spec.listed]
    for spec in listing:
        if section := _section(spec, scope):
            built[spec.key] = section
    scope = {**scope, "sections": [_contents(built[spec.key]) for spec in listing if spec.key in built]}
    for spec in layout.sections:
        if not spec.listed and (section := _section(spec, scope)):
            built[spec.key] = section
    account = wording.names(plan.account.name)
    return Document(
        title=f"{account} – {layout.title(scope)}",
        subject=f"{layout.title(scope)} {wording.say(plan.period)}",
        author=wording.names(plan.member(plan.prepared_by).name) if plan.prepared_by else "",
        keywords=wording.listed((account, str(plan.period))),
        created=f"{plan.review_date.isoformat()}T00:00:00Z",
        footer=FOOTER_SEPARATOR.join((account, wording.say(plan.period), _classified(plan, wording))),
        date=wording.day(plan.review_date, long=True),
        sections=tuple(built[spec.key] for spec in layout.sections if spec.key in built),
        wording=wording,
    )


def file_name(layout: Layout, plan: Plan, terms: Terms, language: str) -> str:
    """The document's file name without its ending, as the layout writes it."""
    wording = Wording(language, terms, plan)
    return str(layout.file({"account": plan.account, "period": str(plan.period), "plan": plan, "wording": wording}))


def _classified(plan: Plan, wording: Wording) -> str:
    return wording.names(plan.classification) if plan.classification else wording.terms_of("edition.internal")


def _scope(plan: Plan, computed: Figures, wording: Wording) -> dict[str, Any]:
    """What a layout's expressions can name: every part of the plan, its figures, its changes, and how to look up."""
    parts = {name: getattr(plan, name) for name in type(plan).model_fields}
    return {
        **parts,
        "plan": plan,
        "figures": computed,
        "changes": changes(plan.previous_plan, plan) if plan.previous_plan else None,
        "previous": plan.previous_plan,
        "today": plan.review_date,
        "language": wording.first,
        "person": plan.person,
        "member": plan.member,
        "find_deal": plan.deal,
        "meddpicc": lambda deal: meddpicc(deal, wording),
        "classified": _classified(plan, wording),
        "wording": wording,
    }


def _contents(section: Section) -> Contents:
    return Contents(section.key, section.name, section.number, section.message)


def _section(spec: SectionSpec, scope: Scope) -> Section | None:
    if not spec.condition.holds(scope):
        return None
    topics = tuple(topic for each in spec.topics for topic in _topics(each, scope))
    if not topics:
        return None
    message = spec.message(scope) if spec.message else ""
    return Section(spec.key, spec.name(scope), spec.number, message, topics)


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
    )


def _stack(specs: tuple[PartSpec, ...], scope: Scope) -> Stack:
    return Stack(tuple(part for spec in specs for part in spec.parts(scope)))
