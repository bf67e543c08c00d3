/** Looking for words in all rows and all sentences of the page. */
import type { Page } from "../page";
import { fold, shorten, around } from "../text";

export interface Hit {
  /** Where it is on the page. */
  at: string;
  kind: string;
  label: string;
  detail: string;
}

interface Entry extends Hit {
  /** What is looked through, folded: the label, and all that the row says. */
  head: string;
  body: () => string;
}

/** No more of one kind than this, so that no kind crowds out the others. */
const MOST_OF_KIND = 6;

export class Index {
  private readonly entries: Entry[];
  /** Whether the page was there to its end when this was made. */
  readonly whole: boolean;

  constructor(private readonly page: Page) {
    this.whole = page.whole;
    this.entries = [...rowEntries(page), ...sentenceEntries(page)];
  }

  /** Return the best hits for some words, all of which must be there; whatever bears them in its name comes first. */
  search(query: string): Hit[] {
    const words = fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    const ranked = this.entries.map((entry, place) => ({ entry, place, rank: rank(entry, words) }))
      .filter((one) => one.rank > 0)
      .sort((one, other) => other.rank - one.rank || one.place - other.place);
    const seen = new Map<string, number>();
    return ranked.flatMap(({ entry }) => {
      const count = (seen.get(entry.kind) ?? 0) + 1;
      seen.set(entry.kind, count);
      return count <= MOST_OF_KIND ? [this.hit(entry, words[0] ?? "")] : [];
    });
  }

  private hit({ at, kind, label, detail }: Entry, word: string): Hit {
    return kind === "sentence" ? { at, kind, detail, label: around(this.page.quote(Number(at.slice(1))), word, 110) }
      : { at, kind, label: shorten(label, 110), detail };
  }
}

function rank(entry: Entry, words: readonly string[]): number {
  if (words.every((word) => entry.head.includes(word))) return entry.head.startsWith(words[0] ?? "") ? 3 : 2;
  const body = entry.body();
  return words.every((word) => body.includes(word)) ? 1 : 0;
}

function* rowEntries(page: Page): Iterable<Entry> {
  const { data } = page;
  const entry = (at: string, kind: string, label: string, detail = ""): Entry =>
    ({ at, kind, label, detail, head: fold(label), body: () => page.rowText(at) });
  for (const row of data.actors) yield entry(row.id, "actor", row.name, page.word("kinds", row.kind));
  for (const row of data.places) yield entry(row.id, "place", row.name, page.word("precisions", row.precision));
  for (const row of data.incidents) yield entry(row.id, "incident", row.title, row.date.short);
  for (const row of data.casualties) {
    const what = `${row.text} ${row.group}`.trim();
    const whom = page.word("figures", "befell", { what, effect: page.word("effects", row.effect).toLowerCase() });
    yield entry(row.id, "casualty", whom, page.name(row.according_to));
  }
  for (const row of data.claims) yield entry(row.id, "claim", row.content, page.name(row.speaker ?? row.affiliation));
}

function* sentenceEntries(page: Page): Iterable<Entry> {
  for (const [number, words] of page.quotes()) {
    const folded = fold(words);
    yield { at: `e${number}`, kind: "sentence", label: "", detail: String(number), head: "", body: () => folded };
  }
}
