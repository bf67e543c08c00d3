"""Who holds somebody to a deed: accused him *of the murder*, charged her *with killing*, blamed them *for the raid*.

That the deed was done may be the source's own word; that the accused did it is the accuser's, and nobody else's.
"""

from __future__ import annotations

from histor.consolidate.tellings import Registry, Telling
from histor.model import Span


def accuser(telling: Telling, registry: Registry) -> str | None:
    """Return who says that the doers of a telling did it, where both stand in what an accusation says; else None."""
    event = telling.event
    if event.claimant is not None or not event.actors:
        return None
    for row in registry.accusing(telling.account).get(event.trigger.sentence, ()):
        if any(_inside(event.span, content) for content in row.content) and all(
            any(_inside(mention.span, content) for content in row.content) for mention in event.actors
        ):
            return row.refs[0]
    return None


def _inside(part: Span, whole: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end
