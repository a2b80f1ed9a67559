interface Placed {
  author: string;
  row: string;
  /** The scopes in which the word may be now. */
  scopes: ReadonlySet<string>;
  /** True once the server stored the word. */
  isStored: boolean;
}

/**
 * Where each word may be, computed from what people did and not from what the server did with it:
 * an audience change without words of others, a handover, a removal. A word in another scope has
 * readers that nobody gave it.
 */
export class WordPlaces {
  readonly #words = new Map<string, Placed>();
  /** The note of each reply. */
  readonly #noteOf = new Map<string, string>();
  readonly #erased = new Set<string>();

  write(word: string, author: string, row: string, scopes: readonly string[]): void {
    this.#words.set(word, { author, row, scopes: new Set(scopes), isStored: false });
  }
  addReply(reply: string, note: string): void {
    this.#noteOf.set(reply, note);
  }
  /** The author gives a note another audience: possible only without words of others (D3). */
  changeAudience(note: string, author: string, scope: string): void {
    const words = [...this.#words.values()].filter(
      ({ row }) => (this.#noteOf.get(row) ?? row) === note,
    );
    const isOthers = (word: Placed) =>
      word.isStored && word.author !== author && !this.#erased.has(word.author);
    if (words.some(isOthers)) return;
    for (const word of words) word.scopes = new Set([...word.scopes, scope]);
  }
  /** Everything in one scope may be in another one from now on. */
  moveAll(from: string, to: string): void {
    for (const word of this.#words.values())
      if (word.scopes.has(from)) word.scopes = new Set([...word.scopes, to]);
  }
  erase(person: string): void {
    this.#erased.add(person);
  }
  isErased(person: string | null): boolean {
    return person !== null && this.#erased.has(person);
  }
  erasedWords(): string[] {
    return [...this.#words].filter(([, { author }]) => this.isErased(author)).map(([word]) => word);
  }
  /** Compares with the rows that the server stores. @returns what is in a wrong scope, or null. */
  compare(rows: readonly { scope: string; fields: string }[]): string | null {
    for (const [word, placed] of this.#words) {
      const found = rows.filter(({ fields }) => fields.includes(word)).map(({ scope }) => scope);
      if (found.length === 0) continue;
      const wrong = found.find((scope) => !placed.scopes.has(scope));
      if (wrong !== undefined)
        return `${word} of ${placed.author} is in ${wrong}, but only ${[...placed.scopes]} may be`;
      placed.scopes = new Set(found);
      placed.isStored = true;
    }
    return null;
  }
}
