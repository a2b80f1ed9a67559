/** The notes that every client sends: the same texts in every run, from a seeded generator. */
export function notes(count) {
  let state = 42;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const wordList =
    'the buyer asked about price and who signs while finance waits for a pilot that legal has ' +
    'not seen before next quarter closes with champion present';
  const words = wordList.split(' ');
  const text = () =>
    Array.from(
      { length: 12 + Math.floor(next() * 16) },
      () => words[Math.floor(next() * words.length)],
    ).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    ref: { crm: 'odoo', tenant: 'bench', object: 'deal', id: String(index % 400) },
    refKey: `odoo/bench/deal/${index % 400}`,
    recordName: `Deal ${index % 400}`,
    text: text(),
    author: 'rep',
    createdAt: 1_790_000_000_000 + index,
    editedAt: null,
    editedBy: null,
    kind: 'note',
    prompt: null,
    conflicts: [],
  }));
}
