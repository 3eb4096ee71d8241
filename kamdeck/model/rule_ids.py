"""The ids of the quality rules, which a plan can name in `ignore`; the rules are in `analysis/quality/rules`."""

# They are listed here so that reading a plan imports no rule; a test compares this list with the rules.
RULE_IDS = (
    "K101", "K102", "K103", "K104", "K105", "K106", "K107", "K108", "K109", "K121", "K122", "K123", "K124", "K125",
    "K126", "K127", "K131", "K132", "K133", "K134", "K135", "K136", "K137", "K138",
    "K201", "K202", "K203", "K204", "K205", "K206", "K207", "K208", "K209", "K210", "K211", "K212", "K213", "K214",
    "K215", "K216", "K217", "K218", "K219", "K220", "K221", "K222", "K223", "K224", "K225",
    "K301", "K302", "K303", "K304", "K305", "K306", "K307", "K308", "K309",
    "K401", "K402", "K403", "K404", "K405", "K406", "K407", "K408", "K409", "K410", "K411", "K412", "K413", "K414",
    "K415", "K416",
    "K501", "K502", "K503", "K504", "K505", "K506", "K507", "K508", "K509", "K510", "K511", "K521", "K522", "K523",
    "K524", "K525", "K526", "K527",
    "K601", "K602", "K603", "K604", "K605", "K606", "K607",
    "K701", "K702", "K703", "K704", "K705", "K706", "K707", "K708", "K711", "K712", "K713", "K714", "K715",
)  # fmt: skip

SEVERITIES = ("high", "medium", "low")
SECTIONS = ("profile", "strategy", "competition", "actions", "deals", "resources", "wording")
PURPOSES = (
    "target", "understanding", "balance", "opportunity", "coverage", "value", "competition", "team", "continuity",
)  # fmt: skip
"""The words by which a company's own rules name severities, sections and purposes; a test compares them, too."""
