import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulatorState } from '../../demo/state.ts';
import { read as readDynamics } from '../../lib/crm/readers/dynamics.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { read as readOdoo } from '../../lib/crm/readers/odoo.ts';
import { crmPage } from '../helpers/crmPage.ts';
import { emulatorPage } from '../helpers/emulatorPage.ts';
import { random } from '../helpers/random.ts';
import { type Failing, type Order, readOneByOne, turn } from '../helpers/requests.ts';

// Readers start requests before they await them. Whatever fails, and in whatever order the CRM
// answers, no rejection is unhandled: it would be in the console of the CRM's page.

const NOW = Date.parse('2026-11-22T12:00:00Z');
const GUID = '0a1b2c3d-1111-4222-8333-abcdefabcdef';

const emulated = (crm: 'espocrm' | 'odoo', address: string) => () => {
  const state = createEmulatorState(NOW);
  state.now = () => NOW;
  return emulatorPage(crm, state, address).win;
};
const dynamics = (type: string) => () => {
  const href = `https://dynamics.test/main.aspx?etn=${type}&id=${GUID}`;
  const record = { name: 'Depot', UserId: GUID, _transactioncurrencyid_value: GUID, value: [{}] };
  const { win } = crmPage(href, '', () => ({ status: 200, response: record }));
  return { ...win, location: new URL(href) } as unknown as Window;
};
const hex = (kind: string, n: number) => kind + n.toString(16).padStart(16, '0');

/** What every reader of an API reads: its page and its reader. */
const readings = {
  dynamics: [
    ['a deal', dynamics('opportunity'), readDynamics],
    ['a contact', dynamics('contact'), readDynamics],
  ],
  espocrm: [
    ['a deal', emulated('espocrm', `/#Opportunity/view/${hex('d', 1)}`), readEspo],
    ['a contact', emulated('espocrm', `/#Contact/view/${hex('c', 10)}`), readEspo],
  ],
  odoo: [
    ['a deal', emulated('odoo', '/odoo/crm/1'), readOdoo],
    // Its stages have names in another language.
    ['a deal of a colleague', emulated('odoo', '/odoo/crm/3'), readOdoo],
    ['a contact', emulated('odoo', '/odoo/contacts/121'), readOdoo],
  ],
} as const;
const cases = Object.entries(readings).flatMap(([crm, list]) =>
  list.map(([what, page, read]) => ({ crm, what, page, read })),
);

const odooError = (name: string) =>
  Response.json({ jsonrpc: '2.0', error: { code: 200, data: { name: `odoo.${name}` } } });
const failures: Record<string, Exclude<ReturnType<Failing>, null>> = {
  signedOut: () => new Response('', { status: 401 }),
  forbidden: () => new Response('', { status: 403 }),
  missing: () => new Response('', { status: 404 }),
  'server error': () => new Response('', { status: 500 }),
  network: () => {
    throw new TypeError('Failed to fetch');
  },
  timeout: () => {
    throw Object.assign(new Error('late'), { name: 'TimeoutError' });
  },
  'not JSON': () => new Response('<html>'),
  'another shape': () => Response.json([null, 1]),
  SessionExpiredException: () => odooError('SessionExpiredException'),
  AccessError: () => odooError('AccessError'),
  MissingError: () => odooError('MissingError'),
  'another navigation': 'abort',
  'page left': 'leave',
};

function orders(): [string, Order][] {
  const shuffled = (seed: number): [string, Order] => {
    const next = random(seed);
    return [`shuffled ${seed}`, (waiting) => Math.floor(next() * waiting)];
  };
  return [
    ['in order', () => 0],
    ['backwards', (waiting) => waiting - 1],
    ...[1, 2, 3, 4].map(shuffled),
  ];
}

const unhandled: unknown[] = [];
const listener = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', listener));
afterAll(() => void process.off('unhandledRejection', listener));

it('has the cases of all readers that send requests', async () => {
  const files = readdirSync('entrypoints/readers').map((name) => name.replace('.ts', ''));
  const modules = await Promise.all(
    files.map(async (name) => [name, await import(`../../lib/crm/readers/${name}.ts`)] as const),
  );
  const withRequests = modules.filter(([, module]) => 'allowed' in module).map(([name]) => name);
  expect(Object.keys(readings).sort()).toEqual(withRequests.sort());
});

/** These listen to their promise before anything else, whoever made it. */
const LISTENERS = ['ahead.ts', 'shape.ts'];
it('takes no promise from elsewhere that could fail unheard', () => {
  const folder = 'lib/crm/readers';
  const found = readdirSync(folder)
    .filter((file) => !LISTENERS.includes(file))
    .flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/\w+\??: Promise<.*/g)].map(
        ([line]) => `${file}: ${line} (use Ahead)`,
      ),
    );
  expect(found).toEqual([]);
});

describe.each(cases)('$crm, $what', ({ page: open, read }) => {
  const page = open();
  it.each(Object.entries(failures))('%s: no rejection is unhandled', async (name, failure) => {
    const found: string[] = [];
    const check = async (what: string, order: Order, failing: Failing) => {
      unhandled.length = 0;
      await readOneByOne(page, read, order, failing);
      await turn();
      if (unhandled.length > 0) found.push(`${name}, ${what}: ${String(unhandled[0])}`);
    };
    const { result, sent } = await readOneByOne(
      page,
      read,
      () => 0,
      () => null,
    );
    expect(result.ok).toBe(true);
    expect(sent).toBeGreaterThan(3);
    for (let at = 0; at < sent; at += 1)
      for (const [order, next] of orders()) {
        // One request fails; all fail from an answer on.
        await check(`request ${at} ${order}`, next, (n) => (n === at ? failure : null));
        await check(`from ${at} on ${order}`, next, (_, n) => (n >= at ? failure : null));
      }
    expect(found).toEqual([]);
  });
});
