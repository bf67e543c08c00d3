"""What a blame or denial without an object speaks of: how often the choice is right, and what the signs are worth.

    python -m bench.spoken [--write]

The corpus says of a denial or blame what it is about, or tells the deed in what is said. The fit takes those of the
training accounts whose own sentence gives us no object, and of each the deeds that could be meant and that none is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import yaml
from training.corpus.records import Account as Gold
from training.corpus.records import Attribution

from bench import corpus
from bench.answering import RARE, Choice, Coded, coded, fit, hits, names_told, write_weights
from histor.consolidate.antecedents import LEAST_SPOKEN
from histor.consolidate.tellings import Telling
from histor.lexicon import DATA
from histor.pipeline import Crew

FILE = DATA / "answering" / "spoken.yaml"
STANCES = {"condemns", "denies", "accuses"}
MODES = {"deny", "disapprove"}


def choices(number: int, gold: Gold, row: Coded) -> Iterator[Choice]:
    """Yield the denials and blames of an account that the corpus tells the meaning of, with the deeds they can mean."""
    spots = {t.word: row.account.sentences[t.sentence].tokens[t.event.trigger.token - 1] for t in row.tellings}
    for place, telling in enumerate(row.tellings):
        here = row.incident_at.get(telling.word)
        if here is None or telling.event.mode not in MODES or telling.event.cue is not None:
            continue
        token = spots[telling.word]
        said = next((one for one in gold.attributions if one.stance in STANCES
                     and any(token.start < m.end and m.start < token.end for m in one.cue)), None)
        found = list(row.deeds.spoken_candidates(place, telling, here)) if said is not None else []
        if said is not None and found:
            meant = set(_incidents(gold, said, row))
            yield Choice(number, [told for _, told in found], [there in meant for there, _ in found])


def _incidents(gold: Gold, said: Attribution, row: Coded) -> Iterator[str]:
    """Yield our incidents of the deeds that a saying is about, or of the first one told in it."""
    inside = [e.id for e in gold.events if any(m.start <= e.trigger[0].start < m.end for m in said.content)]
    first = {event.id: event.same or event.id for event in gold.events}
    meant = {first[ident] for ident in (said.about or inside[:1]) if ident in first}
    marks = [mark for event in gold.events if first[event.id] in meant for mark in event.trigger]
    for telling in row.tellings:
        here, token = row.incident_at.get(telling.word), _token(row, telling)
        if here is not None and any(token[0] < m.end and m.start < token[1] for m in marks):
            yield here


def _token(row: Coded, telling: Telling) -> tuple[int, int]:
    token = row.account.sentences[telling.sentence].tokens[telling.event.trigger.token - 1]
    return token.start, token.end


def _rows(split: str, crew: Crew) -> list[Choice]:
    golds = corpus.accounts(corpus.FOLDER, split, None)
    return [one for number, gold in enumerate(golds) for one in choices(number, gold, coded(gold, crew))]


def main() -> int:
    """Fit on the training accounts, measure on dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from histor.pipeline import load_crew

    crew = load_crew()
    rows, held = _rows("train", crew), _rows("dev", crew)
    weights = fit(rows, names_told(rows, 2 * RARE))
    right, given = hits(held, weights, LEAST_SPOKEN)
    print(f"dev: {right} right of {given} chosen, {sum(any(row.right) for row in held)} to be found")
    print(yaml.safe_dump(weights, sort_keys=True))
    if args.write:
        write_weights(FILE, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
