"""The actors of one document as they come to be known: one draft for each, filled by every mention.

Ids come from names only, so that the same text gives the same ids; where two actors would share one, the second gets
its side into its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.lexicon import word_set
from histor.model import Actor, Office
from histor.resolve.actors_known import Catalogue
from histor.resolve.names import Pieces, fold, is_short_code, slug, spellings


@dataclass(slots=True)
class Draft:
    """An actor in the making."""

    id: str
    name: str
    kind: str
    side: str | None = None
    country: str | None = None
    part_of: str | None = None
    aliases: dict[str, int] = field(default_factory=dict)
    roles: list[Office] = field(default_factory=list)
    used: bool = False
    generic: bool = False


class Registry:
    """Every actor that a document names, by id, and persons by each piece of their names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.drafts: dict[str, Draft] = {}
        self._named: dict[Pieces, str] = {}
        self._persons: dict[str, list[str]] = {}

    def known(self, ident: str) -> Draft:
        """Return the draft of a known actor."""
        if ident not in self.drafts:
            known = self.catalogue.known[ident]
            self.drafts[ident] = Draft(ident, known.name, known.kind, known.side, known.country, known.part_of)
        return self.drafts[ident]

    def government(self, state: str) -> Draft:
        """Return the government of a state, made by pattern."""
        return self._organ(state, "government", "Government of")

    def forces(self, state: str) -> Draft:
        """Return the armed forces of a state: the known body where there is one, else made by pattern."""
        main = self.catalogue.force_of(state)
        return self.known(main) if main else self._organ(state, "military", "Armed forces of")

    def _organ(self, state: str, kind: str, pattern: str) -> Draft:
        owner = self.draft(state)
        short = owner.name.split(" (")[0]
        articled = short.split()[-1] in word_set("people", "with_article") and not short.startswith("The ")
        article = "the " if articled else ""
        name = f"{pattern} {article}{short}"
        ident = slug(name)
        if ident not in self.drafts:
            self.drafts[ident] = Draft(ident, name, kind, owner.side or state, owner.country, state)
            known = self.catalogue.known.get(state)
            if known is not None and known.adjective:
                self.drafts[ident].aliases[f"{known.adjective} {kind}"] = 0
        return self.drafts[ident]

    def draft(self, ident: str) -> Draft:
        """Return any actor's draft by its id."""
        return self.drafts[ident] if ident in self.drafts else self.known(ident)

    def named(self, name: str, kind: str, side: str | None = None, same: str = "") -> Draft:
        """Return the body with this name, made where it is new; a later mention may fill in its side.

        ``same`` are the words of a description that would be this body: *X-ian air force*, of *X Air Force*.
        """
        key = fold(name)
        ident = self._named.get(key)
        if ident is None and same and (told := self.drafts.get(slug(same))) and (told.kind, told.side) == (kind, side):
            ident, told.name, told.generic = told.id, name, False
            self._named[key] = ident
        if ident is None:
            ident = self._free_id(same or name, side, kind)
            self.drafts[ident] = Draft(ident, name, kind, side if side else (ident if kind == "armed group" else None),
                                       self._country(side))
            self._named[key] = ident
            if same:
                self._named.setdefault(fold(same), ident)
        found = self.drafts[ident]
        if found.side is None and side is not None:
            found.side, found.country = side, self._country(side)
        if found.kind == "other" and kind != "other":
            found.kind = kind
        return found

    def also(self, draft: Draft, name: str) -> None:
        """Let a shorter form name a body too, where it names no other."""
        self._named.setdefault(fold(name), draft.id)

    def lookup(self, name: str) -> str | None:
        """Return the id of a body that the document already named so."""
        return self._named.get(fold(name))

    def described(self, name: str, kind: str, side: str | None = None, same: str = "") -> Draft:
        """Return the actor that a description stands for: the same words, or ``same`` ones, and side are one actor."""
        named = self.drafts.get(self._named.get(fold(same), "")) if same else None
        if named is not None and (named.kind, named.side) == (kind, side):
            return named
        ident = slug(same or name)
        if ident in self.drafts and (self.drafts[ident].side != side or self.drafts[ident].kind != kind):
            ident = self._free_id(same or name, side, kind)
        if ident not in self.drafts:
            self.drafts[ident] = Draft(ident, name, kind, side, self._country(side), generic=True)
        return self.drafts[ident]

    def _free_id(self, name: str, side: str | None, kind: str) -> str:
        ident = slug(name)
        if ident not in self.drafts and ident not in self.catalogue.known:
            return ident
        tail = side.removeprefix("a-") if side else kind.replace(" ", "-")
        return f"{ident}-{tail}"

    def _country(self, side: str | None) -> str | None:
        if side is None:
            return None
        if side in self.drafts:
            return self.drafts[side].country
        return self.catalogue.known[side].country if side in self.catalogue.known else None

    def person(self, name: str) -> Draft:
        """Return the person with this name; a part of a longer name already told is that person."""
        keys = spellings(name)
        ident = next((found for key in keys if (found := self._named.get(key) or self._by_part(key))), None)
        short = next((found for key in keys if len(key) > 1 and (found := self._named.get(key[-1:]))), None)
        if ident is None and short is not None and self.drafts[short].kind == "person":
            ident, self.drafts[short].name = short, name
        elif ident is not None:
            return self.drafts[ident]
        else:
            ident = self._free_id(name, None, "person")
            self.drafts[ident] = Draft(ident, name, "person")
        for key in keys:
            self._named[key] = ident
            for piece in dict.fromkeys(key):
                if ident not in self._persons.setdefault(piece, []):
                    self._persons[piece].append(ident)
        return self.drafts[ident]

    def _by_part(self, key: Pieces) -> str | None:
        """Return the last told person whose name holds all these pieces, those at its end preferred."""
        best: str | None = None
        for ident in self._persons.get(key[-1], [])[-50:] if key else []:
            for whole in spellings(self.drafts[ident].name):
                at_end = whole[-len(key):] == key
                first_and_last = whole[0] == key[0] and whole[-1] == key[-1]
                if at_end or first_and_last or (best is None and len(key) == 1 and key[0] in whole):
                    best = ident
        return best

    def add_role(self, person: Draft, office: Office) -> None:
        """Write a post down once; a post told again with its owner replaces the one told without."""
        same = [role for role in person.roles if role.title.casefold() == office.title.casefold()]
        if any(role.of == office.of or office.of is None for role in same):
            return
        person.roles = [role for role in person.roles if role not in same or role.of is not None]
        person.roles.append(office)

    def finish(self, ident: str) -> Actor:
        """Return the record of an actor; aliases are the forms told in the text other than its name.

        A listed actor that the text never calls by its listed name is called as the text mostly does, which then is
        an alias: the same land has two names, and an account chooses.
        """
        draft = self.draft(ident)
        name = self._as_told(draft) or draft.name
        aliases = tuple(alias for alias in dict.fromkeys((*draft.aliases, draft.name)) if alias != name)
        return Actor(draft.id, name, draft.kind, aliases, draft.side, draft.country, draft.part_of, tuple(draft.roles))

    def _as_told(self, draft: Draft) -> str | None:
        """Return the listed name by which a text mostly calls an actor whose first name it never tells, if any."""
        known = self.catalogue.known.get(draft.id)
        if known is None or fold(known.name.split(" (")[0]) in map(fold, draft.aliases):
            return None
        told = [(count, alias) for alias, count in draft.aliases.items()
                if not is_short_code(alias) and self._names(fold(alias), draft.id)]
        return max(told, key=lambda row: row[0], default=(0, None))[1]

    def _names(self, form: Pieces, ident: str) -> bool:
        return any(row.id == ident and row.how == "name" for row in self.catalogue.forms(form))
