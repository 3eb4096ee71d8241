"""For each rule of sections 3 to 7, a plan with its fault and a plan without it."""

from tests.analysis.quality.cases_sections_1_and_2 import BOSS, TEAM, Pair, people

KNOWN = "pain: a, economic_buyer: b"
ALL = f"{KNOWN}, metrics: c, decision_criteria: d, decision_process: e, champion: f, competition: g"
TARGET = "targets: [{period: 2026-Q4, target: 10, forecast: 8}]\n"
CONFLICT = ", influence: [{from: ann, to: jan, kind: conflict}]"
TWO = people(BOSS, "id: jan, name: Jan Vos", rest=CONFLICT)
NINE = ", ".join("{action: a, owner: li, due: 2026-11-02}" for _ in range(8))


def deal(*fields: str) -> str:
    """A plan with one deal that has the id d and the name Core."""
    return f"deals: [{{id: d, name: Core, {', '.join(fields)}}}]\n"


OURS: dict[str, Pair] = {
    "K301": Pair("deals: []", "", "competition: [{company: B}]"),
    "K302": Pair(
        "competition: [{company: B, threat: low}]", "competition[0]", "competition: [{company: B, how_we_win: a}]"
    ),
    "K303": Pair(
        "competition: [{company: B, weaknesses: [a]}]",
        "competition[0]",
        "competition: [{company: B, weaknesses: [a], strengths: [b]}]",
    ),
    "K304": Pair(
        "competition: [{company: B, threat: low}]",
        "competition[0]",
        "competition: [{company: B, threat: low, strategy: a}]",
    ),
    "K305": Pair(deal("stage: propose"), "deals[0]", deal("stage: propose, competitors: [B]")),
    "K306": Pair(
        deal("stage: qualify, competitors: [B]") + "competition: [{company: C}]",
        "deals[0]",
        deal("stage: qualify, competitors: [B]") + "competition: [{company: B}]\n"
        "profile: {it: {suppliers: [{company: D, share: 14 %}, {company: Others, share: 40 %}]}}",
    ),
    "K307": Pair(
        "profile: {summary: Their servers are junk.}",
        "profile.summary",
        "profile: {summary: Their juncture is now.}\ncompetition: [{company: B, weaknesses: [junk]}]",
    ),
    "K308": Pair(
        people(BOSS) + "\npromises: [{text: Ann Berg is stubborn}]",
        "promises[0].text",
        people(BOSS + ", notes: stubborn") + "\npromises: [{text: Ann Berg gets a report}]",
    ),
    "K309": Pair(
        deal("stage: qualify").replace("id: d", "id: D6") + "promises: [{text: 'A report on D6'}]",
        "promises[0].text",
        deal("stage: qualify") + "promises: [{text: 'A report on D6'}]\nrisks: [{risk: D6 slips}]",
    ),
    "K401": Pair("actions: [{action: a}]", "", "actions: [{action: a}]\nsupport: [{need: a}]\ndecisions: [{ask: a}]"),
    "K402": Pair("actions: [{action: a}]", "actions[0]", TEAM + "actions: [{action: a, owner: li}]"),
    "K403": Pair("actions: [{action: a}]", "actions[0]", "actions: [{action: a, due: 2026-11-02}]"),
    "K404": Pair(
        "actions: [{action: a, due: 2026-09-30, status: late}]",
        "actions[0].due",
        "actions: [{action: a, due: 2026-09-30, status: done}, {action: b, due: 2026-10-01}]",
    ),
    "K405": Pair(
        "actions: [{action: a, status: done}]", "actions[0]", "actions: [{action: a, status: done, outcome: b}]"
    ),
    "K406": Pair(
        TWO + "\nactions: [{action: a, people: [ann], customer_owner: jan}]",
        "actions[0]",
        TWO + "\nactions: [{action: a, people: [ann]}, {action: b, people: [jan]}]",
    ),
    "K407": Pair(
        "support: [{need: a, provider: b, start: 2026-10, status: requested}]",
        "support[0]",
        "support: [{need: a, provider: b, start: 2026-10, end: 2026-11, status: requested}]",
    ),
    "K408": Pair(
        "support: [{need: a, start: 2026-10-01, status: requested}]",
        "support[0]",
        "support: [{need: a, start: 2026-10-01, status: approved}, {need: b, start: 2026-10-02, status: requested}]",
    ),
    "K409": Pair(
        TEAM + "decisions: [{ask: a, of: li, due: 2026-10-30}]",
        "decisions[0]",
        TEAM + "decisions: [{ask: a, of: li, due: 2026-10-30, effect: b}]",
    ),
    "K410": Pair(
        TEAM + f"actions: [{NINE}]\npromises: [{{text: a, owner: li}}]",
        "actions",
        TEAM + f"actions: [{NINE}]\npromises: [{{text: a, owner: li, status: kept}}]",
    ),
    "K411": Pair(
        TEAM + "promises: [{text: a, owner: li}]",
        "promises[0]",
        TEAM + "promises: [{text: a, owner: li, due: 2026-11-02}]",
    ),
    "K412": Pair(
        "promises: [{text: a, due: 2026-09-30}]",
        "promises[0].due",
        "promises: [{text: a, due: 2026-10-01, status: open}]",
    ),
    "K413": Pair(
        "actions: [{id: a}]\nsupport: [{need: b, action: a, status: requested}]\npromises: [{text: c, action: a}]",
        "promises[0]",
        "actions: [{id: a}]\nsupport: [{need: b, action: a, status: approved}]\npromises: [{text: c, action: a}]",
    ),
    "K414": Pair(
        "promises: [{text: {en: a, zh: 保证万无一失}}]",
        "promises[0].text",
        "promises: [{text: Failover within 30 seconds}]\nstrategy: {value: {path: [{need: A guaranteed failover}]}}",
    ),
    "K501": Pair(
        deal("stage: qualify, amount: 3, close: 2026-12-01"),
        "deals[0]",
        deal("stage: qualify, amount: 3, close: 2026-12-01, probability: 0.2"),
    ),
    "K502": Pair(deal("stage: qualify"), "deals[0]", TEAM + deal("stage: qualify, owner: li")),
    "K503": Pair(
        deal("stage: qualify, close: 2026-09-30"), "deals[0].close", deal("stage: qualify, close: 2026-10-01")
    ),
    "K504": Pair(
        deal("stage: qualify, next_step: a, due: 2026-09-30"),
        "deals[0].due",
        deal("stage: qualify, next_step: a, due: 2026-10-01"),
    ),
    "K505": Pair(
        deal(f"stage: propose, meddpicc: {{{KNOWN}}}"),
        "deals[0].meddpicc",
        deal(f"stage: propose, meddpicc: {{{ALL}}}"),
    ),
    "K506": Pair(
        deal("stage: qualify, probability: 60 %"), "deals[0].probability", deal("stage: qualify, probability: 25 %")
    ),
    "K507": Pair(
        deal(f"stage: negotiate, health: green, meddpicc: {{{KNOWN}}}"),
        "deals[0]",
        deal(f"stage: negotiate, health: green, meddpicc: {{{ALL}}}"),
    ),
    "K508": Pair(
        people(BOSS, "id: jan, role: user") + "\n" + deal("stage: propose, people: [jan]"),
        "deals[0]",
        people(BOSS, "id: jan, role: user") + "\n" + deal("stage: propose, people: [jan, ann]"),
    ),
    "K509": Pair(deal("stage: qualify"), "deals[0]", deal("stage: qualify, need: a")),
    "K510": Pair(
        deal("stage: propose, events: [{date: 2026-06-30, event: a}]"),
        "deals[0]",
        deal("stage: propose, events: [{date: 2026-01-02, event: a}, {date: 2026-07-01, event: b}]"),
    ),
    "K511": Pair(
        people(BOSS + ", support: neutral") + "\n" + deal("stage: qualify, meddpicc: {champion: ann}"),
        "deals[0].meddpicc.champion",
        people(BOSS + ", support: mentor") + "\n" + deal("stage: qualify, meddpicc: {champion: ann}"),
    ),
    "K521": Pair("targets: [{period: 2026-Q4, target: 10}]", "", TARGET + deal("stage: qualify")),
    "K522": Pair(
        TARGET + deal("stage: qualify, amount: 29, close: 2026-12-01"),
        "targets",
        TARGET + deal("stage: qualify, amount: 30, close: 2026-12-01"),
    ),
    "K523": Pair(
        TARGET + deal("stage: qualify, amount: 7, close: 2026-12-01"),
        "targets",
        TARGET + deal("stage: qualify, amount: 8, close: 2026-12-01"),
    ),
    "K524": Pair(
        "deals: [{id: a, stage: qualify, amount: 8}, {id: b, stage: qualify, amount: 2}]",
        "deals",
        "deals: [{id: a, stage: qualify, amount: 7}, {id: b, stage: qualify, amount: 3}]",
    ),
    "K525": Pair(deal("stage: qualify, close: 2026-12-31"), "deals", deal("stage: qualify, close: 2027-01-01")),
    "K526": Pair(
        TARGET + deal("stage: qualify, close: 2027-01-01"), "deals", TARGET + deal("stage: qualify, close: 2026-12-31")
    ),
    "K601": Pair("deals: []", "", "resources: [{role: a}]"),
    "K602": Pair(
        "resources: [{role: a, capacity: 10, demand: {2026-10: 10, 2026-11: 11}}]",
        "resources[0].demand.2026-11",
        "resources: [{role: a, capacity: 10, demand: {2026-10: 10}}]",
    ),
    "K603": Pair(
        "resources: [{role: a, capacity: 10, demand: {2026-10: 1, 2026-11: 1}}]",
        "resources[0]",
        "resources: [{role: a, capacity: 10, demand: {2026-10: 1, 2026-11: 1, 2026-12: 0}}]",
    ),
    "K604": Pair(
        TEAM + "account: {id: a, name: A, manager: li}",
        "account",
        TEAM + "account: {id: a, name: A, manager: li, sponsor: wu}",
    ),
    "K605": Pair(TEAM, "team", "team: [{id: li, level: executive}]"),
    "K415": Pair(
        "actions: [{id: A1}]\nrisks: [{risk: a, action: A1}]",
        "risks[0]",
        "actions: [{id: A1}]\nrisks: [{risk: a, answer: b, action: A1}]",
    ),
    "K416": Pair(
        "decisions: [{ask: a, measure: {name: b, after: 3}}]",
        "decisions[0]",
        "decisions: [{ask: a, measure: {figure: forecast, after: 3}}, {ask: b, measure: {name: c, before: 1, after: 3}}]",
    ),
    "K607": Pair(
        "resources: [{role: a, capacity: 3, demand: {2026-10: 4}}]",
        "resources[0]",
        "resources: [{role: a, capacity: 3, demand: {2026-10: 4}, options: [{text: b}]}, {role: b, capacity: 3,"
        " demand: {2026-10: 3}}]",
    ),
    "K606": Pair(TEAM + "actions: [{action: a, owner: wu}]", "team[1]", TEAM + "actions: [{action: a, owner: li}]"),
    "K701": Pair(
        "profile: {it: {suppliers: [{company: A, as_of: 2026-03-31}]}}",
        "profile.it.suppliers[0]",
        "profile: {it: {suppliers: [{company: A, as_of: 2026-04-01}]}}",
    ),
    "K702": Pair(
        "deals: [{id: a}, {id: b, confirmed: false}]", "deals[1]", "deals: [{id: a}, {id: b, confirmed: true}]"
    ),
    "K703": Pair(
        "profile: {it: {suppliers: [{company: A}]}}",
        "profile.it.suppliers[0]",
        "profile: {it: {suppliers: [{company: A, as_of: 2026-09-01}]}}",
    ),
    "K704": Pair("review_date: 2026-08-01", "review_date", "review_date: 2026-09-20"),
    "K705": Pair("deals: []", "", "previous: last.yaml"),
    "K706": Pair("status: draft", "", TEAM + "status: draft\nprepared_by: li"),
    "K711": Pair(
        "deals: [{id: a, name: {en: a, zh: 甲}}, {id: b, name: {en: b}, need: {en: a, zh: 甲}}]",
        "deals[1].name",
        "companies: [{name: Fabrikam, aliases: [法布里卡]}]\ndeals: [{id: a, name: {en: a, zh: 甲}, need: 34 % of D2, next_step: {en: b, zh: 乙}}]\n"
        "classification: {en: Internal, zh: 内部}",
    ),
    "K712": Pair(
        "companies: [{id: fab, name: Fabrikam}]\ncompetition: [{company: Fabrikam Inc.}]",
        "competition[0].company",
        "companies: [{id: fab, name: Fabrikam}, {id: fac, name: Fabrikan}]\ncompetition: [{company: fab}, {company: Contoso}]",
    ),
    "K714": Pair("profile: {summary: To be defined}", "profile.summary", "profile: {summary: It was well defined}"),
}
"""K713 needs other accounts (test_names_of_other_accounts.py), K527 checks improbable amounts (test_magnitudes.py), and
K715 reports the warnings that every command prints (test_warnings.py)."""
