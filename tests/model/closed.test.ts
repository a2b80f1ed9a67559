import { describe, expect, it } from 'vitest';
import { isOpen } from '../../lib/coaching/index.ts';
import { statusOf } from '../../lib/crm/readers/labels.ts';
import { closedAs } from '../../lib/model/closed.ts';
import { facts } from '../helpers/deals.ts';

const STAGES: [string, ReturnType<typeof closedAs>][] = [
  ...[
    'Closed Won',
    'closed won',
    'Won',
    '6 - Won',
    'WON – contract signed',
    'Geschlossen und gewonnen',
    'Gewonnen',
    'Auftrag gewonnen',
    'Cerrada ganada',
    'Ganado',
    'Ganadas',
    'closedwon',
  ].map((name): [string, 'won'] => [name, 'won']),
  ...[
    'Closed Lost',
    'Lost',
    'Lost to competitor',
    'Geschlossen – verloren',
    'Verloren',
    'Cerrado perdido',
    'Perdida',
    'closed_lost',
    'Closed-Lost',
    'Closed Lost - won back later',
  ].map((name): [string, 'lost'] => [name, 'lost']),
  ...[
    'Closed',
    'Closed - Duplicate',
    'Geschlossen',
    'Abgeschlossen',
    'Cerrada',
    ' Closed',
    'Closed - not won',
    'Nicht gewonnen',
  ].map((name): [string, 'other'] => [name, 'other']),
  ...[
    'Proposal',
    'Wonderland pilot',
    'Negotiation',
    'Closing',
    'Unverlorene',
    'Preparado',
    'Ganadería',
    'Verlorenes Land',
    'Close plan',
    '',
  ].map((name): [string, null] => [name, null]),
];

describe('the name of a stage', () => {
  it.each(STAGES)('“%s” means the outcome “%s”', (name, end) => expect(closedAs(name)).toBe(end));
  it.each(STAGES.filter(([name]) => name !== ''))(
    '“%s” means the same to the page reader and to coaching',
    (name, end) => {
      expect(statusOf(name)?.text).toBe(end === null ? 'open' : end === 'other' ? undefined : end);
      expect(isOpen(facts({ status: undefined, stage: name }))).toBe(end === null);
    },
  );
  it.each([null, undefined, '', '--', '–'])('%s means no outcome', (name) =>
    expect(statusOf(name)).toBeUndefined(),
  );
});
