"""A case that people decide about: what is one, what is two, what is graded otherwise; and all of it taken back."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Any

from histor.analyse.grades import DEFAULT_SCHEME, Overruling, levels
from histor.analyse.grades import grades as graded
from histor.case.seen import Seen
from histor.errors import UsageError
from histor.ledger import Decided, Decision, decided, effective, now, undone
from histor.settings import load_settings

if TYPE_CHECKING:
    from histor.consolidate import Draft


class Ruled(Seen):
    """A case with what people decided. Every decision is kept for good; what it changes can be undone."""

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """What people decided, in order, with numbers from 1 and whether each still holds."""
        return tuple(decided(self._ledger.decisions()))

    def merge(self, *incidents: str, reason: str = "", by: str | None = None) -> Decided:
        """Decide that some incidents are one, and return the decision; :meth:`undo` takes it back."""
        return self._decide(self._drafted("merge", incidents), reason, by)

    def split(self, incident: str, *tellings: str, reason: str = "", by: str | None = None) -> Decided:
        """Decide that some tellings (ids of tellings, sources or claims) of an incident are of another."""
        return self._decide(self._drafted("split", incident, tellings), reason, by)

    def same(self, one: str, other: str, *, reason: str = "", by: str | None = None) -> Decided:
        """Decide that two actors, or two incidents, are one; the first lends its name."""
        return self._decide(self._drafted("same", one, other), reason, by)

    def different(self, one: str, other: str, *, reason: str = "", by: str | None = None) -> Decided:
        """Decide that two actors, or two incidents, are two; nothing that is read later joins them."""
        return self._decide(self._drafted("different", one, other), reason, by)

    def undo(self, number: int | None = None, *, reason: str = "", by: str | None = None) -> Decided:
        """Take a decision back (the last that holds, without a number); an undo can be undone by its own number."""
        from histor.consolidate import Draft

        about = str(undone(self.decisions, number))
        return self._decide(Draft("undo", about, None, None), reason, by)

    def grades(self, scheme: str = DEFAULT_SCHEME) -> list[dict[str, Any]]:
        """Return how firmly harm is told, incident by incident, by a scheme of published rules."""
        from histor.consolidate import incident_named

        found = []
        for number, row in effective(self._ledger.decisions()):
            incident = incident_named(self.view, row.about) if row.verb == "grade" else None
            if incident is not None:
                asked = row.after
                found.append(Overruling(incident.id, asked["scheme"], asked["grade"], row.who, row.reason, number))
        return graded(self.to_dict(), scheme, found)

    def grade(
        self, incident: str, level: str, *, scheme: str = DEFAULT_SCHEME, reason: str, by: str | None = None
    ) -> Decided:
        """Decide that an incident has another grade than the rules give it; the reason is kept beside it."""
        from histor.consolidate import Draft

        if level not in levels(scheme):
            raise UsageError(f"{level!r} is no grade of {scheme}: name one of {', '.join(levels(scheme))}.")
        if not reason.strip():
            raise UsageError("A grade is overruled with a reason: say why, with --reason.")
        now_given = next((row for row in self.grades(scheme) if row["incident"] == incident), None)
        if now_given is None:
            raise UsageError(f"{incident} has nobody killed or injured to grade: `histor grade CASE` lists what has.")
        after = {"scheme": scheme, "grade": level}
        before = {"scheme": scheme, "grade": now_given["grade"]}
        return self._decide(Draft("grade", incident, before, after), reason, by)

    def _drafted(self, verb: str, *about: Any) -> Draft:
        from histor import consolidate  # late: a case that is only shown needs none of it

        draft: Draft = getattr(consolidate, verb)(self.view, *about)
        return draft

    def _decide(self, row: Draft, reason: str, by: str | None) -> Decided:
        who = by or load_settings().user or _login()
        self._ledger.decide(Decision(now(), who, row.verb, row.about, row.before, row.after, reason))
        return self.decisions[-1]


def _login() -> str:
    """Return the name under which this machine knows its user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("Nobody is named as who decides: give --by NAME, or the setting `user`.") from None
