/** The notes that every client sends: the same texts in every run, from a seeded generator. */
export function notes(count: number): Record<string, unknown>[];
