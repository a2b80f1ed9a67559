import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromMethod, methods } from '../../lib/coaching/playbooks/index.ts';
import { keyedId, type Mutation } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { LEAST_PEOPLE, usefulnessOf } from '../../server/ops/usefulness.ts';
import { push } from '../../server/sync/push.ts';
import { prompt } from '../helpers/prompts.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import {
  context,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

let server: TestServer;
let acme: Awaited<ReturnType<typeof organisation>>;
let rep = '';
let colleague = '';
const seqs = new Map<string, number>();
let count = 0;

async function send(user: string, part: Partial<Mutation>) {
  const seq = (seqs.get(user) ?? 0) + 1;
  seqs.set(user, seq);
  const id = rowIdOf(`row-${++count}`);
  const mutation: Mutation = {
    seq,
    id: `m-${count}`,
    op: 'create',
    collection: 'prompt',
    rowId: id,
    base: 0,
    patch: {},
    ...part,
  };
  const { answers } = await push(
    server.store,
    await context(server.people, user),
    { proto: PROTO, schema: SCHEMA, clientId: `c-${user}`, mutations: [mutation] },
    1000,
  );
  const result = answers[0]?.result;
  return { id: mutation.rowId, outcome: result?.kind === 'rejected' ? result.code : result?.kind };
}
const org = () => `o:${acme.org}`;
const suggestion = (author: string, more = {}) => ({
  refKey: '',
  playbook: 'b',
  stage: 'a',
  item: null,
  text: 'They decide alone',
  state: 'open',
  answer: null,
  author,
  at: 1,
  ...more,
});

describe.each(storeKinds)('coaching, on %s', (kind) => {
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 7);
    [rep = '', colleague = ''] = acme.reps;
  });
  afterAll(() => server.close());

  describe('what belongs to the organisation', () => {
    it('is written by managers and read by all', async () => {
      expect(
        (await send(acme.boss, { scope: org(), patch: prompt({ author: acme.boss }) })).outcome,
      ).toBe('ok');
      expect((await send(rep, { scope: org(), patch: prompt({ author: rep }) })).outcome).toBe(
        'notAllowed',
      );
      expect(
        (await send(rep, { scope: `u:${rep}`, patch: prompt({ author: rep }) })).outcome,
        'for oneself',
      ).toBe('ok');
    });
    it('is not changed, deleted or taken over by a rep', async () => {
      const { id } = await send(acme.boss, { scope: org(), patch: prompt({ author: acme.boss }) });
      expect((await send(rep, { op: 'patch', rowId: id, patch: { rep: 'Mine?' } })).outcome).toBe(
        'notAllowed',
      );
      expect((await send(rep, { op: 'delete', rowId: id })).outcome).toBe('notAllowed');
      const ownPrompt = await send(rep, { scope: `u:${rep}`, patch: prompt({ author: rep }) });
      expect(
        (await send(rep, { op: 'patch', rowId: ownPrompt.id, scope: org(), patch: {} })).outcome,
      ).toBe('notAllowed');
    });
    it('suggestions are everybody’s, their answer is the managers’', async () => {
      const { id, outcome } = await send(rep, {
        collection: 'suggestion',
        scope: org(),
        patch: suggestion(rep),
      });
      expect(outcome).toBe('ok');
      expect(
        (
          await send(rep, {
            collection: 'suggestion',
            scope: org(),
            patch: suggestion(rep, { state: 'taken', answer: 'yes' }),
          })
        ).outcome,
      ).toBe('notAllowed');
      expect(
        (
          await send(rep, {
            op: 'patch',
            collection: 'suggestion',
            rowId: id,
            patch: { state: 'taken' },
          })
        ).outcome,
      ).toBe('notAllowed');
      expect(
        (
          await send(rep, {
            op: 'patch',
            collection: 'suggestion',
            rowId: id,
            patch: { text: 'They decide together' },
          })
        ).outcome,
      ).toBe('ok');
      expect(
        (
          await send(acme.boss, {
            op: 'patch',
            collection: 'suggestion',
            rowId: id,
            patch: { state: 'declined', answer: 'Not here' },
          })
        ).outcome,
      ).toBe('ok');
      const rowId = keyedId(acme.org, org(), 'vote', [id, rep]);
      const patch = { refKey: '', suggestion: id, author: rep, at: 1 };
      expect(
        (await send(colleague, { op: 'put', collection: 'vote', rowId, scope: org(), patch }))
          .outcome,
        'in another’s name',
      ).toBe('notAllowed');
    });
    it('a version of a playbook is written once', async () => {
      const document = fromMethod(methods[0] as (typeof methods)[number], (key) => key);
      const { id, outcome } = await send(acme.boss, {
        collection: 'playbookVersion',
        scope: org(),
        patch: {
          refKey: '',
          playbook: 'b',
          version: 1,
          document,
          why: '',
          takes: [],
          retired: false,
          author: acme.boss,
          at: 1,
        },
      });
      expect(outcome).toBe('ok');
      expect(
        (
          await send(acme.boss, {
            op: 'patch',
            collection: 'playbookVersion',
            rowId: id,
            patch: { why: 'other' },
          })
        ).outcome,
      ).toBe('immutable');
    });
  });

  describe('a focus with two keys', () => {
    const pair = () => `p:${acme.boss}:${rep}`;
    const save = (author: string, scope: string, member: string, more = {}) => {
      const rowId = keyedId(acme.org, scope, 'profile', [member]);
      return send(author, {
        op: 'put',
        collection: 'profile',
        rowId,
        scope,
        patch: { member, ...more },
      });
    };
    it('is picked by the rep, and agreed to by the manager alone', async () => {
      expect((await save(rep, pair(), rep, { focus: 'planning', author: rep })).outcome).toBe('ok');
      expect((await save(rep, pair(), rep, { agreedBy: acme.boss })).outcome).toBe('notAllowed');
      expect((await save(rep, pair(), rep, { agreedBy: rep })).outcome).toBe('notAllowed');
      expect((await save(acme.boss, pair(), rep, { agreedBy: acme.boss })).outcome).toBe('ok');
      expect((await save(rep, pair(), rep, { focus: 'closing', agreedBy: null })).outcome).toBe(
        'ok',
      );
    });
    it('cannot be written by another person', async () => {
      expect((await save(rep, pair(), colleague)).outcome).toBe('notAllowed');
      expect((await save(rep, `u:${rep}`, colleague)).outcome).toBe('notAllowed');
      expect((await save(rep, `u:${rep}`, rep, { agreedBy: acme.boss })).outcome).toBe(
        'notAllowed',
      );
    });
    it('a private self-check is refused by the server', async () => {
      const patch = { refKey: '', approval: 1, rejection: 2, control: 3, author: rep, at: 1 };
      expect((await send(rep, { collection: 'selfView', scope: `u:${rep}`, patch })).outcome).toBe(
        'unknownCollection',
      );
    });
  });

  describe('how useful questions are', () => {
    const outcome = (author: string, kind: string, reason: string | null = null) =>
      send(author, {
        collection: 'promptOutcome',
        scope: `u:${author}`,
        patch: {
          refKey: 'odoo/t/deal/1',
          signal: 'quiet',
          fingerprint: 'f',
          outcome: kind,
          reason,
          author,
          at: 1,
        },
      });
    it('is not reported below five people, and then in bands, once a day', async () => {
      const report = usefulnessOf(server.store);
      for (const author of acme.reps.slice(0, LEAST_PEOPLE - 1)) await outcome(author, 'answered');
      await outcome(acme.reps[0] ?? '', 'dismissed', 'timing');
      const day = 86_400_000;
      expect(await report(acme.org, 0)).toEqual({ least: 5, prompts: [], silent: 1 });
      await outcome(acme.reps[LEAST_PEOPLE - 1] ?? '', 'dismissed', 'other');
      expect((await report(acme.org, day - 1)).prompts, 'the same day').toEqual([]);
      expect(await report(acme.org, day)).toEqual({
        least: 5,
        prompts: [{ signal: 'quiet', people: 'few', useful: 'most' }],
        silent: 0,
      });
    });
    it('counts each person once, by their most frequent answer', async () => {
      for (let index = 0; index < 9; index++)
        await outcome(acme.reps[0] ?? '', 'dismissed', 'other');
      expect((await usefulnessOf(server.store)(acme.org, 0)).prompts[0]?.useful).toBe('most');
    });
    it('is for members only, over HTTP', async () => {
      expect((await fetch(`${server.url}/org/usefulness`)).status).toBe(401);
      const answer = await fetch(`${server.url}/org/usefulness`, {
        headers: { authorization: `Bearer ${await tokenOf(server.url, 'rep0@acme.test')}` },
      });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(await answer.json())).not.toContain(rep);
    });
  });
});
