// What notes and subjects say.

import { facts, ms } from '../../helpers/deals.ts';
import { done, mail, note, type Row } from './samples.ts';

export const texts: readonly Row[] = [
  [
    'competitorMentioned',
    'by its listed name',
    facts({}, { notes: [note('They also look at Frostline.')], competitors: ['Frostline'] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'by a name next to an offer',
    facts({}, { notes: [note('They have an offer from Brivonta.')] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'a contact next to an offer',
    facts({}, { notes: [note('They have an offer from Ruth.')] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'in general words',
    facts({}, { notes: [note('A competitor was here on Monday.')] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'denied',
    facts({}, { notes: [note('No competitor so far.')] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'inside another word',
    facts({}, { notes: [note('The Frostlines of the world')], competitors: ['Frostline'] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'nothing written to be seen',
    facts({ activities: undefined }),
    'unknown',
  ],
  ...(
    [
      ['We have not talked about the price.', 'triggered'],
      ['The price hasn’t come up yet.', 'triggered'],
      ['Über den Preis haben wir noch nicht gesprochen.', 'triggered'],
      ['Del precio todavía no hemos hablado.', 'triggered'],
      ['No hemos tratado el precio.', 'triggered'],
      ['The price is fine for them.', 'notTriggered'],
      ['Der Preis passt.', 'notTriggered'],
      ['They did not talk about the second site.', 'notTriggered'],
    ] as const
  ).map(
    ([text, expected]): Row => [
      'priceUndiscussed',
      text,
      facts({ stage: 'Proposal' }, { notes: [note(text)] }),
      expected,
    ],
  ),
  [
    'priceUndiscussed',
    'a note says so',
    facts({}, { notes: [note("We haven't talked about price yet.")] }),
    'triggered',
  ],
  [
    'priceUndiscussed',
    'no text mentions it',
    facts({
      stage: 'Proposal',
      activities: [done(-3, 'Visit'), done(-5, 'Call'), done(-9, 'Call')],
    }),
    'notTriggered',
  ],
  [
    'priceUndiscussed',
    '46 days ago',
    facts({}, { notes: [note("We haven't talked about price yet.", -46)] }),
    'notTriggered',
  ],
  ['priceUndiscussed', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'objection',
    'too expensive',
    facts({}, { notes: [note('Ruth finds it too expensive.')] }),
    'triggered',
  ],
  ['objection', 'zu teuer', facts({}, { notes: [note('Für Ruth ist es zu teuer.')] }), 'triggered'],
  ['objection', '31 days ago', facts({}, { notes: [note('Too expensive.', -31)] }), 'notTriggered'],
  ['objection', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'badMood',
    'disappointed',
    facts({}, { notes: [note('She wrote that she is disappointed by the delay.')] }),
    'triggered',
  ],
  [
    'badMood',
    'decepcionada',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'Estoy decepcionada con el retraso' }] }),
    'triggered',
  ],
  [
    'badMood',
    'only seemed so',
    facts({}, { notes: [note('She was disappointed by the delay.')] }),
    'notTriggered',
  ],
  ['badMood', 'content', facts({}, { notes: [note('She likes the pilot.')] }), 'notTriggered'],
  ['badMood', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'badNews',
    'typed in last week',
    facts(
      {},
      {
        typed: [
          {
            refKey: 'k',
            field: 'news',
            value: 'Two plants close',
            author: 'u',
            editedBy: null,
            at: ms(-7),
          },
        ],
      },
    ),
    'triggered',
  ],
  [
    'badNews',
    'a message says so',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'All investments are frozen' }] }),
    'triggered',
  ],
  [
    'badNews',
    'a message says that it is over',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'The hiring freeze was lifted' }] }),
    'notTriggered',
  ],
  [
    'badNews',
    '61 days ago',
    facts(
      {},
      {
        typed: [
          {
            refKey: 'k',
            field: 'news',
            value: 'Two plants close',
            author: 'u',
            editedBy: null,
            at: ms(-61),
          },
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'buyingIntent',
    'asks for the contract',
    facts({}, { notes: [note('Owen asked for the contract.')] }),
    'triggered',
  ],
  [
    'buyingIntent',
    'the price was not talked about',
    facts({}, { notes: [note("Owen wants to sign. We haven't talked about price.")] }),
    'notTriggered',
  ],
  [
    'buyingIntent',
    'nothing of the kind',
    facts({}, { notes: [note('Owen is on holiday.')] }),
    'notTriggered',
  ],
  ['buyingIntent', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
];
