import { describe, expect, it } from 'vitest';
import { read } from '../../lib/crm/readers/odoo.ts';
import { type Activity, known } from '../../lib/model/index.ts';
import { crmPage, dealOf, rpc, type StoredResponse } from '../helpers/crmPage.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const REFUSED: StoredResponse = {
  status: 200,
  response: { error: { code: 200, data: { name: 'odoo.exceptions.AccessError' } } },
};

interface Answers {
  /** Planned activities, the meetings of the calendar, and the bodies of finished activities. */
  activities?: object[];
  events?: object[] | 'refused';
  done?: { date: string; body: string; type?: string }[];
  tz?: string;
}

/** An invented Odoo with one deal. */
async function deal({ activities = [], events = [], done = [], tz = 'UTC' }: Answers) {
  const { win } = crmPage('http://odoo.test/odoo/crm/31', '', (url) => {
    if (url.includes('session_info'))
      return rpc({ uid: 1, name: 'A', user_context: { lang: 'en_US', tz } });
    if (url.includes('action/load')) return rpc({ res_model: 'crm.lead' });
    if (url.includes('mail.activity')) return rpc(activities);
    if (url.includes('calendar.event')) return events === 'refused' ? REFUSED : rpc(events);
    if (url.includes('thread/messages')) return rpc({ messages: [] });
    if (url.includes('mail.message/search_read')) return rpc([]);
    if (url.includes('mail.message')) {
      const records = done.map(({ date, body, type = 'notification' }, id) => ({
        id: id + 1,
        date,
        body,
        message_type: type,
      }));
      return rpc({ length: records.length, records });
    }
    if (url.includes('crm.stage')) return rpc([{ id: 1, name: 'New', is_won: false }]);
    const stage = { id: 1, display_name: 'New', is_won: false };
    return rpc([{ id: 31, name: 'Kiln', type: 'opportunity', active: true, stage_id: stage }]);
  });
  // The clock of the server splits what is planned from what was.
  const fetch = win.fetch.bind(win);
  const clocked = async (...request: Parameters<typeof fetch>) => {
    const response = await fetch(...request);
    response.headers.set('date', new Date(NOW).toUTCString());
    return response;
  };
  Object.assign(win, { fetch: clocked });
  return dealOf(await read(win), 'odoo', '31', NOW);
}

const event = (id: number, name: string, start: string, more: object = {}) => ({
  id,
  name,
  start: `${start}:00`,
  stop: `${start.slice(0, 11)}23:59:00`,
  allday: false,
  start_date: false,
  activity_ids: [],
  ...more,
});
const shown = (list: readonly Activity[] | undefined) =>
  list?.map(({ kind, subject, state, due, at }) =>
    [kind, subject, state, due ?? new Date(at ?? 0).toISOString().slice(0, 16)].join(' | '),
  );

describe('meetings in Odoo’s calendar', () => {
  it('a coming meeting without an activity is planned, and is the next step', async () => {
    const { fields } = await deal({ events: [event(3, 'Lunch with Piotr', '2026-12-01 11:00')] });
    expect(known(fields.nextStep)).toBe('Lunch with Piotr');
    expect(known(fields.nextStepDate)).toBe('2026-12-01');
    expect(shown(known(fields.activities))).toEqual([
      'meeting | Lunch with Piotr | open | 2026-12-01',
    ]);
  });

  it.each([
    ['a moment is on its day in the person’s zone', event(3, 'X', '2026-12-01 23:30')],
    [
      'a whole day is the day that Odoo stores',
      event(3, 'X', '2026-12-01 08:00', { allday: true, start_date: '2026-12-02' }),
    ],
  ])('%s', async (_, meeting) => {
    const { fields } = await deal({ events: [meeting], tz: 'Europe/Berlin' });
    expect(known(fields.nextStepDate)).toBe('2026-12-02');
    expect(known(fields.activities)?.[0]?.due).toBe('2026-12-02');
  });

  it('a meeting at midnight in UTC is on its day in the person’s zone too', async () => {
    const { fields } = await deal({
      events: [event(3, 'X', '2026-12-02 00:00')],
      tz: 'America/Los_Angeles',
    });
    expect(known(fields.nextStepDate)).toBe('2026-12-01');
    expect(known(fields.activities)?.[0]?.due).toBe('2026-12-01');
  });

  it('a meeting with an open activity is that activity, once', async () => {
    const { fields } = await deal({
      activities: [
        { id: 8, activity_type_id: [3, 'Meeting'], summary: 'Visit', date_deadline: '2026-12-04' },
      ],
      events: [event(1, 'Visit', '2026-12-04 13:00', { activity_ids: [8] })],
    });
    expect(shown(known(fields.activities))).toEqual(['meeting | Visit | open | 2026-12-04']);
  });

  it('a meeting that is over was held; one that the chatter has too counts once', async () => {
    const body = '<p><span class="fa fa-users fa-fw"></span><span>Meeting</span> done';
    const { fields } = await deal({
      events: [event(1, 'Demo', '2026-11-23 09:00'), event(2, 'Kick-off', '2026-11-20 09:00')],
      done: [
        { date: '2026-11-21 08:00:00', body: `${body}<span>: </span><span>Kick-off</span></p>` },
      ],
    });
    expect(known(fields.nextStep)).toBeUndefined();
    expect(shown(known(fields.activities))).toEqual([
      'meeting | Kick-off | done | 2026-11-21T08:00',
      'meeting | Demo | done | 2026-11-23T09:00',
    ]);
  });

  it('a calendar that may not be read leaves open whether nothing is planned', async () => {
    const { fields } = await deal({ events: 'refused' });
    expect(fields.nextStep).toMatchObject({ state: 'unseen', why: 'forbidden' });
    expect(fields.activities).toMatchObject({ state: 'seen', confidence: 0.5 });
  });
});

describe('finished activities in Odoo’s chatter', () => {
  const first = (icon: string, type: string, rest: string) =>
    `\n<p>\n<span class="fa ${icon} fa-fw"></span><span>${type}</span> ${rest}\n</p>`;
  const note = '<div class="o_mail_note_title fw-bold">Original note:</div><div>Bring fuses</div>';
  const feedback = '<div><div class="fw-bold">Feedback:</div>\nPiotr signs</div>';
  it.each([
    [first('fa-phone', 'Call', 'done<span>: </span><span>Budget</span>'), 'Budget', null],
    [first('fa-check', 'To-Do', 'done'), 'To-Do', null],
    [
      first('fa-phone', 'Anruf', 'erledigt<span>: </span><span>Budget</span>') + feedback,
      'Budget',
      'Budget\nPiotr signs',
    ],
    [
      first('fa-check', 'To-Do', 'done (originally assigned to <span>Ben</span>)') + note,
      'To-Do',
      'To-Do\nBring fuses',
    ],
    [
      first('fa-phone', 'Call', 'done<span>: </span><span>A</span>') + note + feedback,
      'A',
      'A\nBring fuses Piotr signs',
    ],
  ])('%# have the words of people only', async (body, subject, text) => {
    const { fields } = await deal({ done: [{ date: '2026-11-21 08:00:00', body }] });
    expect(known(fields.activities)?.[0]).toMatchObject({ subject, text });
  });

  it('a comment with an icon in it stays whole', async () => {
    const body = '<p>See <span class="fa fa-phone fa-fw"></span><span>Ruth</span> today</p>';
    const done = [{ date: '2026-11-21 08:00:00', body, type: 'comment' }];
    const { fields } = await deal({ done });
    expect(known(fields.activities)?.[0]?.subject).toBe('See Ruth today');
  });
});
