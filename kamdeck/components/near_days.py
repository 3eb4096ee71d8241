"""Days of this year, without the year."""

from datetime import date

from kamdeck.locales import date_of
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording


def near_day(day: date, today: object, wording: Wording) -> str:
    """A day without its year if this is the year of `today`, such as "20 Nov"; else with it."""
    if not isinstance(today, date) or day.year != today.year:
        return wording.day(day)
    return wording.showing(date_of(day, wording.format.pattern("near_day"), wording.first).replace(" ", NO_BREAK), day)
