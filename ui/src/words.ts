/** The page's own words in its language: slots filled, forms by number, numbers, dates and marks of quotation. */
import type { Day, Message, Words } from "./case";

export type Values = Readonly<Record<string, string | number>>;

export class Speech {
  private readonly plural: Intl.PluralRules;

  constructor(private readonly words: Words, language: string) {
    this.plural = pluralsOf(language);
  }

  /** Return one of the page's own words: a label of a group, with `{name}` in it filled; `count` chooses the form. */
  word(group: string, key: string, values: Values = {}): string {
    const told = this.form(this.words[group]?.[key] ?? key.replace(/_/g, " "), values["count"]);
    return told.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? this.number(value) : value;
    });
  }

  /** Return a number with the language's signs for thousands and decimals. */
  number(value: number, decimals = 0): string {
    const [whole = "", part] = Math.abs(value).toFixed(decimals).split(".");
    const long = whole.length >= Number(this.label("numbers", "from_digits", "4"));
    const told = long ? whole.replace(/\B(?=(\d{3})+$)/g, this.label("numbers", "thousands", ",")) : whole;
    const sign = value < 0 && Number(value.toFixed(decimals)) ? "−" : "";
    return sign + told + (part ? this.label("numbers", "decimal", ".") + part : "");
  }

  /** Return a day as the language writes it. */
  day(iso: Day, short = false): string {
    const [year = "", month = "", day = ""] = iso.split("-");
    const named = this.label(short ? "months_short" : "months", String(Number(month)), month);
    const first = Number(day) === 1 ? this.label("dates", "first_day", "1") : String(Number(day));
    return this.fill(short ? "day_short" : "day", { day: first, month: named, year });
  }

  /** Return a month with its year. */
  month(month: number, year: number, short = false): string {
    const named = this.label(short ? "months_short" : "months", String(month), String(month));
    return this.fill(short ? "month_short" : "month", { month: named, year: String(year) });
  }

  /** Return words between marks of quotation. */
  quoted(words: string): string {
    return `${this.label("lists", "open", "“")}${words}${this.label("lists", "close", "”")}`;
  }

  private fill(key: string, values: Values): string {
    return this.words["dates"] ? this.word("dates", key, values) : Object.values(values).join(" ");
  }

  private label(group: string, key: string, otherwise: string): string {
    const told = this.words[group]?.[key];
    return typeof told === "string" ? told : otherwise;
  }

  private form(message: Message, count: string | number | undefined): string {
    if (typeof message === "string") return message;
    const name = typeof count === "number" ? this.plural.select(count) : "other";
    return message[name] ?? message["other"] ?? "";
  }
}

/** The browser knows the rules of CLDR; a language that it does not know counts as English does. */
function pluralsOf(language: string): Intl.PluralRules {
  try {
    return new Intl.PluralRules([language, "en"]);
  } catch {
    return new Intl.PluralRules("en");
  }
}
