/** Words as a search compares them. */

/** Return words without case, accents and doubled blanks. */
export function fold(words: string): string {
  return words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Return words cut at a blank to a length. */
export function shorten(words: string, most: number): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  const blank = cut.lastIndexOf(" ");
  return `${(blank > most / 2 ? cut.slice(0, blank) : cut).replace(/[ ,;:·–]+$/, "")}…`;
}

/** Return words around the first hit of a word, so that a long sentence shows why it was found. */
export function around(words: string, word: string, most: number): string {
  const at = fold(words).indexOf(word);
  if (words.length <= most || at < most * 0.7) return shorten(words, most);
  const start = words.indexOf(" ", Math.max(0, at - Math.round(most / 3)));
  return `…${shorten(words.slice(start + 1), most)}`;
}
