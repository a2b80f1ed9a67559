// Panel, tab, summary and list of deals agree about each record: one role, one rep, one set of
// questions, for every combination of person, owner, link, answer and state of the reading.

import { describe, expect, it } from 'vitest';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import {
  type CrmRecord,
  contactFields,
  LOCAL_USER,
  type RecordRef,
  refKey,
  seen,
  unseen,
} from '../../lib/model/index.ts';
import { badgeOf } from '../../lib/view/badge.ts';
import { dealsOf } from '../../lib/view/deals.ts';
import { excerptOf } from '../../lib/view/excerpts.ts';
import { orgView } from '../../lib/view/org.ts';
import { repsOf } from '../../lib/view/people.ts';
import { type RecordRead, viewOf } from '../../lib/view/record.ts';
import { pairOrPrivate, repForSharing, snapshotScope } from '../../lib/view/sharing.ts';
import { summaryOf } from '../../lib/view/summary.ts';
import { zoneOf } from '../../lib/view/viewer.ts';
import { day, deal, NOON, now, snapshot } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import {
  answer,
  calm,
  focusOf,
  item,
  linkOf,
  meOf,
  noCoachingRows,
  noRows,
  people,
  profileOf,
  type SampleUser,
  selfView,
} from '../helpers/view.ts';

interface Case {
  who: SampleUser | 'out';
  owner: SampleUser | null;
  linked: boolean;
  answered: SampleUser | null;
  object: 'deal' | 'contact';
  tenant: 't' | '';
  reading: 'done' | 'filling' | 'none';
  unread: boolean;
}

/** Every combination of these values. */
function all(): Case[] {
  const cases: Case[] = [];
  for (const who of ['out', 'dana', 'tomas', 'mika', 'ada'] as const)
    for (const owner of [null, 'dana', 'tomas', 'mika'] as const)
      for (const linked of [true, false])
        for (const answered of [null, 'dana', 'tomas', 'mika'] as const)
          for (const object of ['deal', 'contact'] as const)
            for (const tenant of ['t', ''] as const)
              for (const reading of ['done', 'filling', 'none'] as const)
                for (const unread of [true, false])
                  cases.push({ who, owner, linked, answered, object, tenant, reading, unread });
  return cases;
}

const name = (of: Case) =>
  Object.entries(of)
    .map((pair) => pair.join(' '))
    .join(', ');

/** A deal with something to ask about, or a contact. */
function recordOf({ owner, object, tenant, reading }: Case): CrmRecord | null {
  if (reading === 'none') return null;
  const base = deal({
    closeDate: '2026-11-01',
    owner: owner ? { id: `crm-${owner}`, name: owner } : null,
  });
  const ref: RecordRef = { ...base.ref, object, tenant };
  const common = { ...base, ref, reading: { ...base.reading, filling: reading === 'filling' } };
  if (object === 'deal') return common;
  const blank = Object.keys(contactFields).map((field) => [field, unseen('notVisible')]);
  const fields = {
    ...Object.fromEntries(blank),
    owner: base.fields.owner,
    name: seen('Ruth', 'api', NOON),
  };
  return { ...common, kind: 'contact', fields } as unknown as CrmRecord;
}

const signedOut: Case = {
  who: 'out',
  owner: null,
  linked: false,
  answered: null,
  object: 'deal',
  tenant: 't',
  reading: 'done',
  unread: false,
};

function look(of: Case, record = recordOf(of)) {
  const ref: RecordRef = { crm: 'espocrm', tenant: of.tenant, object: of.object, id: '1' };
  const key = refKey(ref);
  const me = of.who === 'out' ? null : meOf(of.who);
  const user = me?.user.id ?? LOCAL_USER;
  const links = of.linked ? (Object.keys(people) as SampleUser[]).map(linkOf) : [];
  const typed = [
    // Other people's answers are used on their own devices only.
    answer(key, 'somebody', 'ada', 99),
    ...(of.answered ? [answer(key, user, of.answered, 2)] : []),
  ];
  const notes = of.unread
    ? [item('n', note('somebody', 'Unread', { refKey: key, createdAt: NOON }))]
    : [];
  const visits =
    of.object === 'deal'
      ? [item('s', { ...snapshot(-3, { closeDate: '2026-11-01', status: 'open' }), refKey: key })]
      : [];
  const rows = {
    ...noRows,
    notes,
    facts: typed.map((fields, index) => item(`f${index}`, fields)),
    snapshots: visits,
  };
  const read: RecordRead = {
    ref,
    record,
    // The reading is later than the visit.
    visits: { version: 1, current: null },
    ownerLink: [],
    rows: rows as never,
    reader: wordReader,
    summaries: [],
  };
  const profiles = (Object.keys(focusOf) as (keyof typeof focusOf)[]).map((who) =>
    item(who, profileOf(who)),
  );
  const coachingRows = { ...noCoachingRows, profiles, self: [selfView(user)] } as never;
  const org = {
    rows: coachingRows,
    history: null,
    exposure: calm,
    learned: {},
    winProbability: null,
    calendarFor: null,
  };
  const given = {
    viewer: { me, user, localRole: 'rep' as const },
    links,
    org: orgView(org, [], true),
  };
  const view = viewOf(read, given, now, (_, text) => text);
  const { facts, notes: written } = rows;
  const [listed] = dealsOf(
    {
      records: new Map(record ? [[key, { record, visits: read.visits }]] : []),
      visits,
      rows: {
        ...{ notes: written, typed: facts, commitments: [], checks: [], moved: [] },
        ...{ steps: [], calls: [], planned: [] },
      },
      reader: wordReader,
    } as never,
    given,
    now,
    (_, text) => text,
  );
  return { view, listed, given, me, user, links, record };
}

/** The rule, independent of the code: a link decides for all, an answer for its author only. */
function expected({ who, owner, linked, answered, tenant, reading }: Case) {
  const link = linked && owner && tenant !== '' && reading !== 'none' ? owner : null;
  if (who === 'out')
    return { rep: LOCAL_USER as string, link: null, roles: ['rep'], scope: 'u:local' };
  const rep: SampleUser | null = link ?? answered;
  const inMyTeam = who === 'dana' && rep === 'tomas';
  const mine = rep === who;
  const nobody = who === 'dana' ? ['manager'] : ['rep'];
  const own = who === 'dana' ? ['rep', 'manager'] : ['rep'];
  const roles = rep === null ? nobody : mine ? own : inMyTeam ? ['manager'] : [];
  const pairs: Record<string, string> = {
    'dana tomas': 'p:dana:tomas',
    'tomas tomas': 'p:dana:tomas',
    'mika mika': 'p:nora:mika',
  };
  return { rep: rep as string | null, link, roles, scope: pairs[`${who} ${link}`] ?? `u:${who}` };
}

describe('each person, on each record, at each state of knowledge', () => {
  const cases = all();
  const looks = new Map(cases.map((of) => [of, look(of)]));
  const lookAt = (of: Case) => looks.get(of) ?? look(of);
  it('has one role and one rep, and shares with whom a link names', () => {
    for (const of of cases) {
      const { view } = lookAt(of);
      const want = expected(of);
      expect(view.role, name(of)).toMatchObject({
        roles: want.roles,
        rep: want.rep,
        known: want.rep !== null,
      });
      expect(view.shareWith, name(of)).toBe(want.link);
    }
  });

  it('is coached for that rep, by one’s own self-check only as that rep', () => {
    let coached = 0;
    for (const of of cases) {
      const { view, user } = lookAt(of);
      if (!view.coached) continue;
      coached += 1;
      const { rep } = expected(of);
      const { focus, self } = view.coached.person;
      expect(focus?.skill ?? null, name(of)).toBe(rep === null ? null : focusOf[rep as SampleUser]);
      expect(self !== null, name(of)).toBe(rep === user);
    }
    expect(coached).toBeGreaterThan(1000);
  });

  it('reads on the tab what the panel shows', () => {
    let asked = 0;
    for (const of of cases) {
      const { view } = lookAt(of);
      const shown = view.role.roles.length === 0 ? 0 : (view.coaching?.prompts.length ?? 0);
      const unread = of.unread ? 1 : 0;
      expect(view.unread.length, name(of)).toBe(unread);
      expect(badgeOf(view), name(of)).toEqual({ count: shown + unread, dot: of.unread });
      // Snapshots of others' visits alone lead to no questions yet.
      if (of.reading !== 'done') expect(shown, name(of)).toBe(0);
      asked += shown;
    }
    expect(asked).toBeGreaterThan(200);
  });

  it('keeps in the summary what the coaching of the panel triggered', () => {
    let kept = 0;
    for (const of of cases) {
      const { view } = lookAt(of);
      const summary = summaryOf(view);
      const due = of.object === 'deal' && of.reading !== 'filling';
      expect(summary !== null, name(of)).toBe(due);
      if (!summary) continue;
      kept += 1;
      const triggered = view.coached?.coaching.triggered
        .filter((raise) => raise.kind !== 'praise')
        .map((raise) => raise.signal);
      expect(summary.triggered, name(of)).toEqual(triggered);
      expect(summary.health, name(of)).toBe(view.coached?.coaching.health?.label ?? null);
    }
    expect(kept).toBeGreaterThan(500);
  });

  it('lists a deal with the role, the facts and the health that its panel has', () => {
    let judged = 0;
    for (const of of cases) {
      const { view, listed, user } = lookAt(of);
      const isListed = of.object === 'deal';
      expect(listed !== undefined, name(of)).toBe(isListed);
      if (!listed) continue;
      expect(listed.role, name(of)).toEqual(view.role);
      expect(listed.facts, name(of)).toEqual(view.facts);
      expect(listed.health, name(of)).toEqual(
        of.reading === 'filling' ? null : view.coached?.coaching.health,
      );
      const reps = repsOf([excerptOf(listed)], user).map(({ member }) => member);
      const { rep, roles } = expected(of);
      const isKnown = of.owner !== null && of.reading !== 'none' && rep !== null;
      expect(reps, name(of)).toEqual(isKnown && roles.length > 0 ? [rep] : []);
      judged += listed.health ? 1 : 0;
    }
    expect(judged).toBeGreaterThan(500);
  });

  it('sends snapshots and pair rows to the linked people, for any answer', () => {
    const destinations = new Set<string>();
    for (const of of cases) {
      const { view, me, links, record } = lookAt(of);
      const want = expected(of);
      expect(pairOrPrivate(me, view.shareWith), name(of)).toBe(want.scope);
      if (!record) continue;
      const kept = of.object === 'deal' && of.reading === 'done' && of.tenant !== '';
      expect(snapshotScope(me, links, record), name(of)).toBe(kept ? want.scope : null);
      destinations.add(want.scope);
    }
    expect([...destinations].sort()).toEqual([
      'p:dana:tomas',
      'p:nora:mika',
      'u:ada',
      'u:dana',
      'u:local',
      'u:mika',
      'u:tomas',
    ]);
  });
});

it('judges a deal by the CRM’s clock in the list as in the panel', () => {
  const base = deal({ closeDate: day(20) });
  const clock = NOON + 30 * 86_400_000;
  const record = { ...base, reading: { ...base.reading, at: NOON, clock } };
  const { view, listed } = look(signedOut, record);
  expect(view.coaching?.health?.label).toBe('atRisk');
  expect(listed?.health?.label).toBe('atRisk');
});

it('lists a deal of which 0.1.0 knew the system by another name once, with all its rows', () => {
  const ref = {
    crm: 'dynamics',
    tenant: 'acme.crm4.dynamics.com',
    object: 'deal',
    id: '7',
  } as const;
  const former = refKey({ ...ref, tenant: 'acme' });
  const record = { ...deal({ nextStep: undefined }), ref };
  const fields = { field: 'nextStep', value: 'Call Ruth', author: LOCAL_USER, editedBy: null };
  const typed = item('f', { ...fields, refKey: former, at: 1 });
  const visit = item('s', { ...snapshot(-3, { status: 'open' }), refKey: former });
  const rows = { notes: [], typed: [typed], commitments: [], checks: [], moved: [] };
  const listed = dealsOf(
    {
      records: new Map([[refKey(ref), { record, visits: null }]]),
      visits: [visit],
      rows: { ...rows, steps: [], calls: [], planned: [] },
      reader: wordReader,
    } as never,
    look(signedOut).given,
    now,
    (_, text) => text,
  );
  expect(listed.map(({ key }) => key)).toEqual([refKey(ref)]);
  expect(listed[0]?.facts.fields.nextStep).toMatchObject({ state: 'seen', value: 'Call Ruth' });
});

describe('roles and days', () => {
  it('a person with the same id in another CRM or system is another person', () => {
    const links = [linkOf('tomas')];
    const owner = { id: 'crm-tomas', name: 'Tomas' };
    const rep = (ref: Partial<RecordRef>, values = { owner }) => {
      const record = deal(values);
      return repForSharing(meOf('dana'), links, { ...record, ref: { ...record.ref, ...ref } });
    };
    expect(rep({ crm: 'espocrm', tenant: 't' })).toBe('tomas');
    expect(rep({ crm: 'odoo', tenant: 't' })).toBeNull();
    expect(rep({ crm: 'espocrm', tenant: 'other' })).toBeNull();
    expect(repForSharing(meOf('dana'), links, deal({}))).toBeNull();
  });
  it('signed out, the switch decides the role', () => {
    const { view } = look({ ...(all()[0] as Case), who: 'out' });
    expect(view.role.roles).toEqual(['rep']);
    const given = {
      viewer: { me: null, user: LOCAL_USER, localRole: 'manager' as const },
      links: [],
      org: view.org,
    };
    const read = {
      ref: view.ref,
      record: view.record,
      visits: null,
      ownerLink: [],
      rows: view.rows,
      reader: wordReader,
      summaries: [],
    };
    expect(viewOf(read, given, now, () => null).role.roles).toEqual(['manager']);
  });
  it('days are the organisation’s, signed out the device’s', () => {
    expect(zoneOf(meOf('dana'), 'Asia/Tokyo')).toBe('Europe/London');
    expect(zoneOf(null, 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});
