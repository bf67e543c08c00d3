/** Which rows pass the reader's filters. One answer for every view and every table of the page. */
import type { Casualty, Claim, Contradiction, Incident, Payload, Response } from "./case";
import type { State } from "./store";

/** The ids of rows that pass. A row of a kind that is not filtered at all is in its set, too. */
export interface Passing {
  readonly incidents: ReadonlySet<string>;
  readonly claims: ReadonlySet<string>;
  readonly casualties: ReadonlySet<string>;
  readonly responses: ReadonlySet<string>;
  readonly contradictions: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/** What a filter by speaker calls the sources' own voice. */
export const OWN_VOICE = "source";

/** Tells whether a row holds the words looked for; null where none are looked for. */
type Says = ((id: string) => boolean) | null;

/** Return the rows that pass. Which rows hold the words looked for is told by `says`: the page has their full text. */
export function passing(data: Payload, state: State, says: Says = null): Passing {
  const test = new Test(data, state);
  const told = ids(data.incidents.filter((row) => test.incident(row)), null);
  const incidents = state.stance.length ? test.saidOf(data, told) : told;
  const claims = ids(data.claims.filter((row) => test.claim(row, incidents)), null);
  const named = test.any ? namedIn(data, incidents, claims) : null;
  return {
    incidents: says ? keep(incidents, says) : incidents,
    claims: says ? keep(claims, says) : claims,
    casualties: ids(data.casualties.filter((row) => test.casualty(row, incidents)), says),
    responses: ids(data.responses.filter((row) => test.response(row, incidents)), says),
    contradictions: ids(data.contradictions.filter((row) => test.contradiction(row, incidents)), says),
    actors: ids(data.actors.filter((row) => !named || named.has(row.id) || test.hasActor([row.id])), says),
    places: ids(data.places.filter((row) => !named || named.has(row.id) || test.hasPlace([row.id])), says),
  };
}

class Test {
  readonly any: boolean;
  private readonly actors: ReadonlySet<string> | null;
  private readonly places: ReadonlySet<string> | null;
  private readonly byDeed: boolean;
  private readonly byDeedAlone: boolean;

  constructor(data: Payload, private readonly state: State) {
    this.actors = state.actor.length ? members(data.actors, state.actor) : null;
    this.places = state.place.length ? members(data.places, state.place) : null;
    this.byDeedAlone = !!(state.type.length || state.status.length || this.places || state.from || state.to);
    this.byDeed = this.byDeedAlone || state.stance.length > 0;
    this.any = this.byDeed || !!this.actors || state.speaker.length > 0;
  }

  hasActor(named: readonly (string | null)[]): boolean {
    const { actors } = this;
    return actors !== null && named.some((one) => one !== null && actors.has(one));
  }

  hasPlace(named: readonly string[]): boolean {
    const { places } = this;
    return places !== null && named.some((one) => places.has(one));
  }

  speaks(said_by: readonly (string | null)[], own: boolean): boolean {
    const { speaker } = this.state;
    return !speaker.length || (own && speaker.includes(OWN_VOICE)) || said_by.some((one) => !!one && speaker.includes(one));
  }

  incident(row: Incident): boolean {
    const { type, status } = this.state;
    const party = !this.actors || this.hasActor([...row.actors, ...row.targets, ...row.claimed_targets]);
    return party && (!type.length || type.includes(row.type)) && (!status.length || status.includes(row.status))
      && (!this.places || this.hasPlace(row.places)) && this.inTime(row) && this.speaks(row.said_by, row.own_voice);
  }

  /** Return, of some incidents, those about which something is said in the manner and by the speakers asked for. */
  saidOf(data: Payload, incidents: ReadonlySet<string>): Set<string> {
    const claims = data.claims.filter((row) => this.manner(row) && this.speaks([row.speaker, row.affiliation], false));
    return new Set(claims.flatMap((row) => row.incidents.filter((one) => incidents.has(one))));
  }

  claim(row: Claim, incidents: ReadonlySet<string>): boolean {
    const about = row.incidents.some((one) => incidents.has(one));
    const voice = [row.speaker, row.affiliation];
    return this.manner(row) && this.speaks(voice, false) && (!this.actors || about || this.hasActor(voice))
      && (!this.byDeedAlone || about);
  }

  private manner(row: Claim): boolean {
    const { stance } = this.state;
    return !stance.length || stance.includes(row.stance);
  }

  casualty(row: Casualty, incidents: ReadonlySet<string>): boolean {
    const tied = row.incident !== null && incidents.has(row.incident);
    const whom = !this.actors || tied || this.hasActor([row.side, row.according_to]);
    return whom && (!this.byDeed || tied) && this.speaks([row.according_to], row.according_to === null);
  }

  response(row: Response, incidents: ReadonlySet<string>): boolean {
    return !this.any || incidents.has(row.incident) || incidents.has(row.responds_to);
  }

  contradiction(row: Contradiction, incidents: ReadonlySet<string>): boolean {
    const about = row.about !== null && incidents.has(row.about);
    const voices = row.positions.flatMap((one) => one.said_by);
    const own = row.positions.some((one) => !one.said_by.length);
    return this.speaks(voices, own) && (!this.actors || about || this.hasActor(voices)) && (!this.byDeed || about);
  }

  private inTime(row: Incident): boolean {
    const { from, to } = this.state;
    if (!from && !to) return true;
    const { first, last } = row.date;
    return first !== null && last !== null && (!to || first <= to) && (!from || last >= from);
  }
}

interface Member {
  id: string;
  part_of: string | null;
  belongs?: string | null;
}

/** Return some actors or places with all that belong to them, however deep. */
export function members(rows: readonly Member[], chosen: readonly string[]): ReadonlySet<string> {
  const found = new Set(chosen);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows) {
      if ((row.part_of && found.has(row.part_of)) || (row.belongs && found.has(row.belongs))) found.add(row.id);
    }
  }
  return found;
}

function namedIn(data: Payload, incidents: ReadonlySet<string>, claims: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const row of data.incidents) {
    if (incidents.has(row.id)) {
      for (const one of [...row.actors, ...row.targets, ...row.claimed_targets, ...row.places]) found.add(one);
    }
  }
  for (const row of data.claims) {
    if (claims.has(row.id)) for (const one of [row.speaker, row.affiliation]) if (one) found.add(one);
  }
  return found;
}

function ids(rows: readonly { id: string }[], says: Says): Set<string> {
  const found = new Set(rows.map((row) => row.id));
  return says ? keep(found, says) : found;
}

function keep(found: ReadonlySet<string>, says: (id: string) => boolean): Set<string> {
  return new Set([...found].filter(says));
}
