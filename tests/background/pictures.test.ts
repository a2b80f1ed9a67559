import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account, expireSession, storeSession } from '../../entrypoints/background/account.ts';
import { addressSeen, forgetPictures, pageRead } from '../../entrypoints/background/pictures.ts';
import { forgetTab, recordHandlers } from '../../entrypoints/background/records.ts';
import type { Picture } from '../../lib/model/index.ts';
import { setSetting } from '../../lib/settings/index.ts';
import { pictureOfPanel } from '../helpers/pictures.ts';
import { answerAbout } from '../helpers/tabs.ts';

// What a frame gets to paint, over the real handlers with a fake browser.
const TAB = 7;
const ID = '0065g00000ABCDEAA5';
const ORIGIN = 'https://acme.lightning.force.com';
const URL_OF_DEAL = `${ORIGIN}/lightning/r/Opportunity/${ID}/view`;
const content = { kind: 'content' as const, tabId: TAB, url: URL_OF_DEAL };
const frame = { kind: 'page' as const, tabId: TAB };
const picture = pictureOfPanel('Marlow Foods');

let documents = 0;
let reader: (navigation: { document: string; number: number }) => unknown;
const readAs = (id: string) => {
  reader = (navigation) =>
    answerAbout(navigation, ID, { crm: 'salesforce', viewer: { id, name: 'T', email: '' } });
};

/** Loads an address in the tab; by default in a new document, as its first address. */
async function load(href = URL_OF_DEAL, number = 1) {
  if (number === 1) documents += 1;
  const navigation = { document: `document ${documents}`, number };
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async ({ files }: { files: string[] }) => [
        { result: files[0] === '/panel-host.js' ? undefined : reader(navigation) },
      ],
    },
  });
  await recordHandlers['record.at'](
    { navigation, href, hosted: false, visible: true },
    { ...content, url: href },
  );
}

async function painted(): Promise<Picture | null> {
  const { nonce } = await recordHandlers['record.frame'](undefined, content);
  return (await recordHandlers['frame.hello']({ nonce, tabId: null }, frame)).picture;
}

/** Keeps a picture of the record that the tab shows, or of another one. */
async function keep(other?: string) {
  const view = await (await account()).db.views.get(TAB);
  const refKey = other ?? view?.refKey ?? '';
  return recordHandlers['frame.picture']({ tabId: TAB, refKey, picture });
}
const session = { server: 'https://s.example', token: 't', org: 'acme', expired: false };

beforeEach(async () => {
  const nothing = async () => {};
  const action = { setBadgeBackgroundColor: nothing, setBadgeText: nothing, setPopup: nothing };
  Object.assign(fakeBrowser, { action });
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation(nothing as never);
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async () => ({
    id: TAB,
    url: URL_OF_DEAL,
  })) as never);
  await storeSession(null);
  await forgetPictures();
  await forgetTab(TAB);
  readAs('tomas');
  await load();
  await keep();
});

it('a page that is loaded again paints what it showed', async () => {
  await load();
  expect(await painted()).toEqual(picture);
});

it('a side panel and a later record of the page paint nothing', async () => {
  await load(URL_OF_DEAL, 2);
  expect(await painted()).toBeNull();
  const hello = await recordHandlers['frame.hello']({ nonce: null, tabId: TAB }, frame);
  expect(hello.picture).toBeNull();
});

it.each<[string, () => unknown]>([
  [
    'a reading that failed',
    async () => {
      reader = (navigation) => ({ navigation, result: { ok: false, failure: 'signedOut' } });
      await load();
      readAs('tomas');
    },
  ],
  ['a page to sign in', () => load(`${ORIGIN}/login?ec=302`)],
  [
    'a reading as somebody else',
    async () => {
      readAs('dana');
      await load();
    },
  ],
])('%s takes the picture away', async (_, happen) => {
  await happen();
  await load();
  expect(await painted()).toBeNull();
});

it.each<[string, () => unknown]>([
  ['a page to sign in was seen', () => addressSeen(`${ORIGIN}/login`)],
  ['the account changed', () => storeSession({ ...session, user: 'tomas' })],
  ['the page went on to another record', () => load(`${URL_OF_DEAL}?x=1`, 2)],
  ['a page was read without its user', () => pageRead(URL_OF_DEAL, null)],
])('an answer that was made before is made again where %s', async (_, happen) => {
  await load();
  const { nonce } = await recordHandlers['record.frame'](undefined, content);
  // The answer is made meanwhile, with the picture.
  await new Promise((done) => setTimeout(done, 100));
  await happen();
  const hello = await recordHandlers['frame.hello']({ nonce, tabId: null }, frame);
  expect(hello).toMatchObject({ tabId: TAB, picture: null });
});

it('another account paints nothing of the former one, nor does an ended session', async () => {
  await storeSession({ ...session, user: 'tomas' });
  await load();
  expect(await painted()).toBeNull();
  await keep();
  await load();
  expect(await painted()).toEqual(picture);
  await expireSession('t');
  await load();
  await keep();
  expect(await painted()).toBeNull();
  await storeSession(null);
  await load();
  expect(await painted()).toBeNull();
});

it('an answer of long ago is made again', async () => {
  await load();
  const { nonce } = await recordHandlers['record.frame'](undefined, content);
  await setSetting('colours', 'dark');
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  const hello = await recordHandlers['frame.hello']({ nonce, tabId: null }, frame);
  expect(hello.colours).toBe('dark');
  await setSetting('colours', 'auto');
});

it('a picture of the record before is not kept for the next one', async () => {
  await forgetPictures();
  await keep('salesforce/acme/deal/another');
  await load();
  expect(await painted()).toBeNull();
});

it('nothing is kept of a record whose reading names no CRM user', async () => {
  await forgetPictures();
  readAs('');
  await load();
  await keep();
  expect(await painted()).toBeNull();
});
