"""Sets the claims and figures of a case side by side: their origins, and how each stands to the others."""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate.contradictions import denials_of
from histor.consolidate.copies import Sketches
from histor.consolidate.figures import Figures, KeptFigures
from histor.consolidate.mouths import Mouths
from histor.consolidate.origins import Origins, marked
from histor.consolidate.parties import Parties
from histor.consolidate.relations import FigureRelations
from histor.consolidate.relations_claims import ClaimRelations
from histor.consolidate.rivals import Teller
from histor.consolidate.tellings import Registry
from histor.model import Claim, Incident, OriginGroup, Relation
from histor.model.records import replace


class Comparison:
    """What the claims and figures of a case have in common, worked out once from everything else."""

    def __init__(
        self, registry: Registry, incidents: Sequence[Incident], claims: Sequence[Claim], figures: Figures,
        *, sketches: Sketches | None = None, kept: KeptFigures | None = None,
    ) -> None:
        mouths = self.mouths = Mouths(registry)
        casualties = figures.rows(mouths, kept)
        origins = Origins(registry, mouths, claims, casualties, figures.mouths, sketches=sketches)
        self.origins: tuple[OriginGroup, ...] = origins.groups()
        self.claims, self.casualties = marked(self.origins, claims, casualties)
        self.denials = denials_of(self.claims)
        party = Parties(registry, incidents, mouths.armed).of(casualties, figures.mouths)
        self.casualties = [replace(row, party=True) if party[row.id] else row for row in self.casualties]
        tellers = {row.id: Teller(figures.mouths[row.id], origins.of[row.id], party[row.id]) for row in casualties}
        titles = {row: a.document.source.title for row, a in zip(registry.sources, registry.accounts, strict=True)}
        self.relations: tuple[Relation, ...] = (
            *FigureRelations(self.casualties, tellers, titles).rows(),
            *ClaimRelations(self.claims, origins.of).rows(self.denials),
        )
