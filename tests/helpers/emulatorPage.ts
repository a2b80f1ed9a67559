import { Window as FakeWindow } from 'happy-dom';
import { emulators } from '../../demo/emulators/index.ts';
import { answer } from '../../demo/server.ts';
import { type EmulatorState, viewerNamed } from '../../demo/state.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { read as readOdoo } from '../../lib/crm/readers/odoo.ts';
import { ReadResult } from '../../lib/model/index.ts';

export type EmulatedCrm = 'espocrm' | 'odoo';
const readers = { espocrm: readEspo, odoo: readOdoo };

export interface PageOptions {
  /** The key of the signed-in person. */
  as?: string;
  cookie?: string;
  /** The HTML of the page. */
  html?: string;
  /** Called before each answer: the answer waits for it. */
  before?(path: string): Promise<void> | void;
  /** The value of the `Date` header; undefined: no such header. */
  date?: string;
}

/** A page of an emulator without a server: requests are answered in this process. */
export function emulatorPage(
  crm: EmulatedCrm,
  state: EmulatorState,
  address: string,
  { as = 'dana', cookie = '', html = '', before, date }: PageOptions = {},
) {
  const emulator = emulators.find(({ name }) => name === crm);
  if (!emulator) throw new Error(crm);
  const origin = `http://${crm}.test`;
  const { document, DOMParser } = new FakeWindow({ url: origin });
  if (html !== '') document.write(html);
  if (cookie !== '') document.cookie = cookie;
  const { hash, pathname, search, host } = new URL(origin + address);
  const requests: string[] = [];
  const win = {
    location: { href: origin + address, hash, pathname, search, host },
    document,
    DOMParser,
    performance,
    async fetch(path: string, { method = 'GET', body, signal }: RequestInit) {
      requests.push(path);
      await before?.(path);
      signal?.throwIfAborted();
      const reply = answer(emulator, {
        state,
        method,
        url: new URL(path, origin),
        viewer: viewerNamed(as),
        body: body ? JSON.parse(String(body)) : null,
      });
      const headers = date === undefined ? {} : { date };
      return new Response(reply?.body || null, { status: reply?.status ?? 404, headers });
    },
  };
  return { win: win as unknown as Window, requests };
}

/** The result of a CRM's reader on a page of its emulator. */
export async function readEmulated(
  crm: EmulatedCrm,
  state: EmulatorState,
  address: string,
  options: PageOptions = {},
) {
  const { win, requests } = emulatorPage(crm, state, address, options);
  return { result: ReadResult.parse(await readers[crm](win)), requests };
}
