import { dayOf } from '../../lib/coaching/index.ts';
import { type From, type Handlers, type In, MessageError, type PromptInput } from '../../lib/messages/index.ts';
import type { CheckItem, Commitment, DealPlaybook, PlaybookVersion, Profile, PromptOutcome, SelfView, StageMap, Suggestion, Vote, WrittenPrompt } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import type { Change } from '../../lib/store/write.ts';
import { zoneOf } from '../../lib/view/viewer.ts';
import { type Account, account, ids } from './account.ts';
import { commit, orgOrPrivate, pairOrPrivate, scopeOrThrow } from './commit.ts';
import { refreshAll } from './place.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';

/** What belongs to no record: everything that is open may look different afterwards. */
async function commitForAll(who: Account, changes: readonly Change[]): Promise<void> {
  await commit(who, changes, '');
  void refreshAll();
}

async function promptChange(who: Account, id: string, prompt: PromptInput): Promise<Change[]> {
  const row = await who.db.rows.get(id);
  // Somebody deleted it while it was being written: what was written brings it back.
  const back: Change[] = row?.deleted ? [{ op: 'restore', collection: 'prompt', rowId: id, patch: {} }] : [];
  if (row) {
    // Only what differs: a colleague may have changed another field meanwhile.
    const changed = Object.fromEntries(Object.entries(prompt).filter(([field, value]) => JSON.stringify(row.fields[field]) !== JSON.stringify(value)));
    return [...back, { op: 'patch', collection: 'prompt', rowId: id, patch: { ...changed, editedBy: who.user, editedAt: Date.now() } }];
  }
  const fields: WrittenPrompt = { ...prompt, refKey: '', author: who.user, at: Date.now(), editedBy: null, editedAt: null };
  return [{ op: 'create', collection: 'prompt', rowId: id, scope: orgOrPrivate(who), patch: fields }];
}

/** One row a question and day: a look at the panel costs nothing to sync but its first of the day. */
async function shown(input: In<'prompt.shown'>): Promise<void> {
  const who = await account();
  const now = Date.now();
  const zone = zoneOf(who.me, deviceZone());
  const rows = await who.db.rows.where('[collection+refKey]').equals(['promptOutcome', input.refKey]).toArray();
  const changes: Change[] = [];
  for (const { signal, fingerprint, kind } of input.items) {
    const row = rows.find((item) => item.fields.outcome === 'shown' && item.fields.author === who.user && item.fields.fingerprint === fingerprint && !item.deleted);
    const last = Number(row?.fields.last ?? 0);
    if (row && dayOf(last, zone) === dayOf(now, zone)) continue;
    if (row) changes.push({ op: 'patch', collection: 'promptOutcome', rowId: row.id, patch: { days: Number(row.fields.days ?? 1) + 1, last: now, before: last } });
    else {
      const fields: PromptOutcome = { refKey: input.refKey, signal, fingerprint, outcome: 'shown', reason: null, kind, days: 1, last: now, author: who.user, at: now };
      changes.push({ op: 'create', collection: 'promptOutcome', rowId: ids.next(), scope: scopeOrThrow(who, 'private', null), patch: fields });
    }
  }
  if (changes.length === 0) return;
  await commit(who, changes, input.refKey);
  rollUpSoon();
}

async function create<T extends object>(collection: Change['collection'], fields: T, scope: string, key: string, rowId = ids.next()): Promise<void> {
  const who = await account();
  if (await who.db.rows.get(rowId)) return; // asked again: it is there
  await commit(who, [{ op: 'create', collection, rowId, scope, patch: fields as Record<string, unknown> }], key);
  void summariseDeal(key).catch((error) => console.error('summary', error));
}

async function inOrg<T extends object>(collection: Change['collection'], fields: T, everyone: boolean, rowId = ids.next()): Promise<void> {
  const who = await account();
  if (await who.db.rows.get(rowId)) return;
  await commitForAll(who, [{ op: 'create', collection, rowId, scope: orgOrPrivate(who, everyone), patch: fields as Record<string, unknown> }]);
}

async function known(id: string, collection: Change['collection']) {
  const who = await account();
  const row = await who.db.rows.get(id);
  if (row?.collection !== collection) throw new MessageError('missing');
  return { who, row };
}

async function change(op: 'delete' | 'restore', id: string): Promise<void> {
  const { who } = await known(id, 'prompt');
  await commitForAll(who, [{ op, collection: 'prompt', rowId: id, patch: {} }]);
}

const signed = (who: Account) => ({ author: who.user, at: Date.now() });

export const coachingHandlers = {
  'prompt.shown': shown,
  'prompt.retire': async ({ signal, back }) => {
    const who = await account();
    const fields: PromptOutcome = { refKey: 'all', signal, fingerprint: '', outcome: 'retired', reason: back ? 'back' : 'never', ...signed(who) };
    await create('promptOutcome', fields, scopeOrThrow(who, 'private', null), 'all');
    rollUpSoon();
  },
  'prompt.write': async ({ id, prompt }) => {
    const who = await account();
    await commitForAll(who, await promptChange(who, id, prompt));
  },
  'prompt.import': async ({ prompts }) => {
    const who = await account();
    await commitForAll(who, (await Promise.all(prompts.map(({ id, prompt }) => promptChange(who, id, prompt)))).flat());
  },
  'prompt.delete': ({ id }) => change('delete', id),
  'prompt.restore': ({ id }) => change('restore', id),
  'playbook.publish': async ({ id, ...version }) => {
    const who = await account();
    await inOrg('playbookVersion', { ...version, refKey: '', ...signed(who) } satisfies PlaybookVersion, false, id);
  },
  'playbook.map': async (map) => inOrg('stageMap', { ...map, refKey: '', ...signed(await account()) } satisfies StageMap, false),
  'playbook.move': async ({ rep, ...fields }) => {
    const who = await account();
    await create('dealPlaybook', { ...fields, ...signed(who) } satisfies DealPlaybook, pairOrPrivate(who, rep, true), fields.refKey);
  },
  'check.set': async ({ rep, ...fields }) => {
    const who = await account();
    await create('checkItem', { ...fields, ...signed(who) } satisfies CheckItem, pairOrPrivate(who, rep, true), fields.refKey);
  },
  'suggestion.make': async ({ id, ...fields }) =>
    inOrg('suggestion', { ...fields, refKey: '', state: 'open', answer: null, ...signed(await account()) } satisfies Suggestion, true, id),
  'suggestion.answer': async ({ id, ...patch }) => {
    const { who } = await known(id, 'suggestion');
    await commitForAll(who, [{ op: 'patch', collection: 'suggestion', rowId: id, patch }]);
  },
  'suggestion.vote': async ({ suggestion, on }) => {
    const who = await account();
    const mine = (await who.db.rows.where('[collection+refKey]').equals(['vote', '']).toArray()).filter(
      (row) => row.fields.suggestion === suggestion && row.fields.author === who.user && !row.deleted,
    );
    if (on && mine.length === 0) await inOrg('vote', { refKey: '', suggestion, ...signed(who) } satisfies Vote, true);
    if (!on && mine.length > 0)
      await commitForAll(
        who,
        mine.map((row) => ({ op: 'delete', collection: 'vote', rowId: row.id, patch: {} })),
      );
  },
  'commitment.make': async ({ id, rep, ...fields }) => {
    const who = await account();
    const commitment: Commitment = { ...fields, state: 'open', settledAt: null, ...signed(who) };
    await create('commitment', commitment, pairOrPrivate(who, rep, true), fields.refKey, id);
  },
  'commitment.settle': async ({ id, state }) => {
    const { who, row } = await known(id, 'commitment');
    await commit(who, [{ op: 'patch', collection: 'commitment', rowId: id, patch: { state, settledAt: state === 'open' ? null : Date.now() } }], row.refKey);
    void summariseDeal(row.refKey).then(rollUpSoon);
  },
  'profile.save': async (profile) => {
    const who = await account();
    const rows = await who.db.rows.where('[collection+refKey]').equals(['profile', '']).toArray();
    const row = rows.filter((item) => !item.deleted && item.fields.member === profile.member).sort((x, y) => Number(y.fields.at) - Number(x.fields.at))[0];
    if (row) {
      const changed = Object.fromEntries(Object.entries(profile).filter(([field, value]) => JSON.stringify(row.fields[field]) !== JSON.stringify(value)));
      return commitForAll(who, [{ op: 'patch', collection: 'profile', rowId: row.id, patch: { ...changed, at: Date.now() } }]);
    }
    const fields: Profile = { ...profile, refKey: '', ...signed(who) };
    await commitForAll(who, [{ op: 'create', collection: 'profile', rowId: ids.next(), scope: pairOrPrivate(who, profile.member, true), patch: fields }]);
  },
  'self.save': async (self) => {
    const who = await account();
    await commitForAll(who, [
      { op: 'create', collection: 'selfView', rowId: ids.next(), scope: scopeOrThrow(who, 'private', null), patch: { ...self, refKey: '', ...signed(who) } satisfies SelfView },
    ]);
  },
  'settings.coaching': async (settings) => inOrg('coachingSettings', { ...settings, refKey: '', ...signed(await account()) }, false),
} satisfies Partial<{ [N in keyof Handlers]: (input: In<N>, from: From) => unknown }>;
