/** The notes that every side sends: the same texts, from a generator that repeats. */
export function notes(count: number): Record<string, unknown>[];
