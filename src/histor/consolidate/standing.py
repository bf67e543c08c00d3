"""What a telling is by itself: one that tells a deed, or one that only refers back to a deed told elsewhere."""

from __future__ import annotations

from histor.consolidate.tellings import Telling

#: The rule by which a word only names a deed.
NAMES = "events/name"
#: Types done in words about something; they are placed after the deeds that they can be about.
WORDS = {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"}
#: Types that take several, told together as those who did it.
JOINT = {"AGREE", "CONSULT", "COOPERATE"}


def is_reference(telling: Telling) -> bool:
    """Tell whether a telling only refers back.

    A definite name of a deed that nothing in the clause carries out; the bare result of one ("nine were killed"), an
    aim told of it, or an analyst's mention of it.
    """
    event = telling.event
    if event.background and event.definite:
        return True
    if event.type == "ASSAULT" and event.status == "planned":
        return True
    return is_bare_result(telling) or telling.assessed or (event.claimant is not None and is_thin(telling))


def only_refers(telling: Telling) -> bool:
    """Tell whether a telling is a word that names no deed by itself: *the affair*, *the events of 5 August*."""
    return telling.event.why.rule == NAMES


def is_name(telling: Telling) -> bool:
    """Tell whether a telling names a deed that was done, and says of it where or when it was or whom it befell."""
    event = telling.event
    told = bool(event.places or event.targets) or is_dated(telling)
    done = event.status != "planned" and not only_refers(telling)
    return event.background and event.definite and done and told


def is_bare_result(telling: Telling) -> bool:
    """Tell whether a telling gives only the dead of a deed: no doer, no scene, no day of its own."""
    event = telling.event
    return event.mode == "kill" and not event.actors and not event.places and not is_dated(telling)


def is_thin(telling: Telling) -> bool:
    """Tell whether a telling names nothing but its doer: no day, no scene, nobody acted upon or done it with."""
    event = telling.event
    several = event.type in JOINT and len(telling.actors) > 1
    return not (several or is_dated(telling) or event.places or event.targets or event.aimed_at)


def is_dated(telling: Telling) -> bool:
    """Tell whether the telling's own words give its day."""
    event, when = telling.event, telling.event.when
    if when is None or when.basis == "explicit":
        return when is not None
    own = when.span is not None and event.evidence.start <= when.span.start < event.evidence.end
    return own and when.precision == "day" and when.basis == "context"


def says_enough(telling: Telling) -> bool:
    """Tell whether a reference that found no deed can stand alone: who did it, and when or where."""
    guessed = telling.event.why.rule == "model/deed" and (telling.event.background or is_thin(telling))
    if telling.event.status == "planned" or only_refers(telling) or guessed:
        return False  # what only the model holds to be a deed founds no incident by a mere name
    told = telling.event.mode == "kill" or (bool(telling.actors) and bool(telling.places or telling.targets))
    return is_dated(telling) or told


def is_result(telling: Telling) -> bool:
    """Tell whether a telling gives what a deed led to: the dead, the prisoners; and no scene or day of its own."""
    return (telling.event.mode == "kill" or telling.event.type == "COERCE") and is_untold(telling)


def is_untold(telling: Telling) -> bool:
    """Tell whether a telling has no place and no day of its own."""
    event = telling.event
    return not event.places and not (event.when is not None and event.when.basis == "explicit")
