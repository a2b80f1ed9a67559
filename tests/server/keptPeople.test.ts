import { describe, expect, it } from 'vitest';
import { conflicted, getMeta } from '../../lib/store/index.ts';
import { syncRound } from '../../lib/sync/client/index.ts';
import type { Line } from '../../server/ops/tables.ts';
import { redeem } from '../../server/people/invitations.ts';
import { Client } from '../helpers/client.ts';
import { counted } from '../helpers/counted.ts';
import { keptDevice, loadKeptDevice } from '../helpers/kept.ts';
import { kept, keptServers } from '../helpers/keptRows.ts';
import { wholePasswordCost } from '../helpers/passwords.ts';
import { PASSWORD, storeKinds, tokenOf } from '../helpers/server.ts';

wholePasswordCost();
const { closing, load } = keptServers();

describe.each(storeKinds)('people and devices that return to data of 0.1.0, on %s', (kind) => {
  it('lets people in: by password, by the session they had, by an invitation', async () => {
    const server = await load(kind);
    const me = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await (await fetch(`${server.url}/me`, { headers })).json();
      return (answer as { user: { name: string } }).user.name;
    };
    expect(await me(await tokenOf(server.url, 'mona@harbour.example'))).toBe('Mona Reyes');
    expect(await me(keptDevice('rui').token ?? '')).toBe('Rui Santos');
    await redeem(server.people, {
      token: 'kept-invitation-8',
      name: 'New',
      email: 'new@harbour.example',
      password: PASSWORD,
      orgName: '',
      timeZone: 'UTC',
    });
    expect(await me(await tokenOf(server.url, 'new@harbour.example'))).toBe('New');
  });

  it('shows each person what was theirs to read', async () => {
    const server = await load(kind);
    const seen: Record<string, string[]> = {};
    for (const { id, name } of kept.tables.user ?? []) {
      const rows = await new Client(server, String(id)).all();
      const notes = rows.filter((row) => row.collection === 'note');
      seen[String(name).split(' ')[0] ?? ''] = notes.map((row) => String(row.fields.text)).sort();
    }
    const fair = 'To all of South: the trade fair is in May.';
    expect(seen.Sofia).toEqual(['Between Mona and me, before I moved.', 'Now with Viktor.', fair]);
    expect(seen.Viktor).toEqual([
      'Nils to Viktor: the roaster wants a pilot.',
      'Now with Viktor.',
      fair,
    ]);
    expect(seen.Paul).toEqual(['Oak or ash?']);
    expect(seen.Mona).toContain('Viktor asked for the lease numbers.');
    expect(seen.Mona).not.toContain('Between Mona and me, before I moved.');
    expect(seen.Ada).toEqual([]);
    const counts = Object.entries(seen).map(([name, notes]) => [name, notes.length]);
    expect(Object.fromEntries(counts)).toEqual({
      Ada: 0,
      Mona: 14,
      Viktor: 3,
      Rui: 19,
      Sofia: 3,
      Tom: 1,
      Petra: 1,
      Paul: 1,
    });
  });

  it('syncs with a device of 0.1.0 and loses no text', async () => {
    const server = await load(kind);
    const { db, device } = await loadKeptDevice('rui');
    closing.push(async () => db.close());
    const { ids } = counted();
    const client = { server: server.url, token: device.token, fetch };
    const deps = { db, client, now: () => kept.at, ids };
    const { pushed } = await syncRound(deps);
    // A private self-check is no longer sent.
    const sent = (device.tables.outbox ?? []).filter(
      (item) => (item as Line).collection !== 'selfView',
    );
    expect(pushed).toBe(sent.length);
    expect(await db.outbox.count()).toBe(0);
    const refused = (await db.refused.toArray()).map(({ code }) => code).sort();
    expect(refused).toEqual(['notAllowed', 'notFound']);
    const rows = await db.rows.toArray();
    const notes = rows.filter((row) => row.collection === 'note' && !row.deleted);
    const texts = notes.map((row) => row.fields.text);
    for (const text of [
      'Written offline, and changed twice.',
      'Written while Rui was away.',
      'One line on price: 27 500.\n\nOne line on service.\n\nTwo lines on people.',
      'Rui writes on in it.',
      'Service contract: two years, then yearly.',
      'About a system without a name: stays here.',
    ])
      expect(texts).toContain(text);
    expect(texts).not.toContain('Rui deletes this offline.');
    // Both changed the same words: both texts stay.
    const beside = notes.flatMap(({ fields }) => {
      const conflicts = fields.conflicts as { text: string }[];
      return conflicts.map(({ text }) => [fields.text, text]);
    });
    expect(beside.sort()).toEqual([
      ['Delivery before Christmas.', 'Delivery before summer.'],
      ['The text as Mona left it.', 'Begun on words that nobody has.'],
      ['They decide in December.', 'They decide in November.'],
    ]);
    expect(await conflicted(db)).toHaveLength(3);
    const profile = rows.find(
      (row) => row.collection === 'profile' && row.fields.agreedBy !== null,
    );
    expect(profile?.fields.strengths).toEqual(['planning', 'discovery', 'resilience']);
    // Device and server hold the same rows, and nothing more is sent.
    const there = await new Client(server, device.user).all();
    const here = rows.flatMap(({ id, serverCopy }) => {
      return serverCopy && !serverCopy.deleted
        ? [[id, serverCopy.version, serverCopy.fields] as const]
        : [];
    });
    const plain = there.map(({ id, version, fields }) => [id, version, fields] as const);
    expect(new Map(here.map((row) => [row[0], row]))).toEqual(
      new Map(plain.map((row) => [row[0], row])),
    );
    // A server that was only updated keeps its epoch.
    const harbour = kept.tables.org?.find((org) => org.name === 'Harbour Coffee Machines');
    expect(await getMeta(db, 'epoch')).toBe(harbour?.epoch);
    expect(await syncRound(deps)).toEqual({ pushed: 0, rejected: 0, pulled: 0, moved: false });
  });
});
