import { describe, expect, it } from 'vitest';
import { fieldByLabel, statusOfFlags } from '../../lib/crm/readers/labels.ts';
import type { RawField } from '../../lib/model/index.ts';

/** The status of a page that shows these labels with these values. */
const statusOf = (shown: Record<string, string>) => {
  const fields = Object.entries(shown).map(([label, text]): [string, RawField] => [
    fieldByLabel(label) ?? label,
    { text, source: 'label' },
  ]);
  return statusOfFlags(Object.fromEntries(fields)).status?.text;
};

describe('flags by their labels', () => {
  it.each([
    ['won', { 'Is closed won': 'Yes' }],
    ['won', { Gewonnen: 'Ja' }],
    ['won', { Ganada: 'Sí' }],
    ['lost', { 'Is closed lost': 'true' }],
    ['lost', { Verloren: 'Ja' }],
    ['lost', { Perdida: 'Sí' }],
    ['lost', { 'Is deal closed?': 'Yes', 'Is closed won': 'No' }],
    ['lost', { Geschlossen: 'Ja', Gewonnen: 'Nein' }],
    ['lost', { Cerrado: 'Sí', Ganado: 'No' }],
    ['open', { Geschlossen: 'Nein' }],
    ['open', { Cerrada: 'No' }],
    [undefined, { 'Account owner': 'Yes', Gewonnen: '' }],
  ])('%s: %j', (status, shown) => expect(statusOf(shown as Record<string, string>)).toBe(status));
});
