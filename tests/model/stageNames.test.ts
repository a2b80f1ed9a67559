import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusOfName } from '../../lib/model/stageNames.ts';

const NAMES: [ReturnType<typeof statusOfName>, string[]][] = [
  [
    'won',
    [
      'Closed Won',
      'closed won',
      'Won',
      '6 - Closed Won',
      '6. Won',
      '(07) WON',
      'Stage 6: Won',
      '🏆 Won',
      'WON – contract signed',
      'closedwon',
      'closed_won',
      'ClosedWon',
      'Geschlossen und gewonnen',
      'Gewonnen',
      'Auftrag gewonnen',
      'Cierre ganado',
      'Cerrada ganada',
      'Ganadas',
      'Fermé gagné',
      'Gagnée',
      'Chiusa vinta',
      'Fechado ganho',
      'Afgesloten gewonnen',
      'Lukket – vundet',
      'Stängd vunnen',
      'Wygrana',
      '受注',
      '赢单',
      'Выиграно',
      'Closed - win',
      'KAZANILDI',
      'クローズ（受注）',
      'Sales EMEA: Won',
    ],
  ],
  [
    'lost',
    [
      'Closed Lost',
      'Lost',
      'Lost to competitor',
      '7) Lost',
      'Geschlossen – verloren',
      'Verloren',
      'Cerrado perdido',
      'Perdida',
      'closed_lost',
      'Closed-Lost',
      'Fermé perdu',
      'Chiuso perso',
      'Fechada perdida',
      'Tabt',
      'Förlorad',
      '失注',
      'Loss',
      'Lost (no budget)',
    ],
  ],
  [
    'open',
    [
      'Prospecting',
      'Qualification',
      'Needs Analysis',
      'Value Proposition',
      'Id. Decision Makers',
      'Proposal/Price Quote',
      'Negotiation/Review',
      'Appointment scheduled',
      'Qualified To Buy',
      'Contract Sent',
      'New',
      '1 - New',
      'Neu',
      'Qualifiziert',
      'Angebot',
      'Verhandlung',
      'Propuesta',
      'Negociación',
      'Proposition',
      'Devis',
      '商談',
    ],
  ],
  [
    null,
    [
      '',
      '--',
      '–',
      '6',
      'Closed',
      'Closed - Duplicate',
      'Geschlossen',
      'Abgeschlossen',
      'Cerrada',
      'Closed Won (was lost)',
      'Closed Lost - won back later',
      'Closed - not won',
      'Nicht gewonnen',
      '90% won',
      'Forecast: Won',
      'Ganado vacuno',
      'Wonderland pilot',
      'Order received',
      'Contract signed',
      'Proposal rejected',
      'Proposal accepted',
      'Negotiation on hold',
      'Unqualified',
      'Disqualified',
      'New customer',
      'Won / Lost',
      'Gewonnen oder verloren',
      'Almost won',
      'Not won yet',
      'Noch nicht gewonnen',
      'Won’t buy',
      "Won't proceed",
      'Won back',
      'Lost contact',
      'Was lost',
      'Unverlorene',
      'Preparado',
      'Ganadería',
      'Verlorenes Land',
      'Closing',
      'Win plan',
      'Onboarding',
    ],
  ],
];

describe('the name of a stage', () => {
  for (const [status, names] of NAMES)
    it.each(names)(`“%s” means ${status ?? 'nothing'}`, (name) =>
      expect(statusOfName(name)).toBe(status),
    );

  const numbered = fc.tuple(
    fc.constantFrom('', '6 - ', '12. ', '(3) ', 'Stage 4: ', '★ ', '  '),
    fc.constantFrom(...NAMES.flatMap(([status, names]) => (status ? names : []))),
    fc.constantFrom('', ' ', '.'),
  );
  it('means the same with numbers before it, and blanks or a full stop after it', () => {
    fc.assert(
      fc.property(numbered, ([before, name, after]) => {
        expect(statusOfName(`${before}${name}${after}`)).toBe(statusOfName(name));
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it('a word that only contains a closing word means nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('won', 'lost', 'ganado', 'verloren', 'perso'),
        fc.stringMatching(/^[a-z]{1,4}$/),
        (word, letters) => {
          for (const name of [`${word}${letters}q`, `q${letters}${word}`])
            expect(statusOfName(name), name).toBe(null);
        },
      ),
      { seed: 14, numRuns: 300 },
    );
  });
});
