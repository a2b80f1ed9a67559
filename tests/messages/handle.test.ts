import { describe, expect, it } from 'vitest';
import {
  createListener,
  type Handlers,
  MAX_CONTENT_CHARS,
  reportedAddress,
  resolveSender,
  type Sender,
} from '../../lib/messages/index.ts';

const ID = 'abc';
const ORIGIN = 'chrome-extension://abc';
const content: Sender = {
  id: ID,
  url: 'https://larch.odoo.com/odoo/crm/1',
  origin: 'https://larch.odoo.com',
  frameId: 0,
  tab: { id: 7, url: 'https://larch.odoo.com/odoo/crm/1' },
};
const frame: Sender = {
  id: ID,
  url: `${ORIGIN}/panel.html`,
  origin: ORIGIN,
  frameId: 4,
  tab: { id: 7, url: 'https://larch.odoo.com/odoo/crm/1' },
};

describe('the address that a content script reports', () => {
  const from = { kind: 'content', tabId: 7, url: 'https://larch.odoo.com/odoo/crm/1' } as const;
  it.each([
    ['within the origin of its tab', 'https://larch.odoo.com/odoo/crm/2', true],
    ['of another host', 'https://evil.example/odoo/crm/2', false],
    ['of another scheme', 'http://larch.odoo.com/odoo/crm/2', false],
    ['that is none', 'odoo/crm/2', false],
  ])('%s', (_, href, counts) => expect(reportedAddress(from, href)).toBe(counts ? href : ''));
  it('is none of a page of the extension, and of a tab without an address', () => {
    const page = { kind: 'page', tabId: 7 } as const;
    expect(reportedAddress(page, from.url)).toBe('');
    expect(reportedAddress({ ...from, url: '' }, 'nowhere')).toBe('');
  });
});

function listener(handlers: Partial<Handlers>, now = () => 0) {
  const reported: unknown[] = [];
  return {
    reported,
    listen: createListener(handlers as Handlers, {
      ownId: ID,
      ownOrigin: ORIGIN,
      now,
      report: (error) => reported.push(error),
    }),
  };
}

describe('the sender of a message', () => {
  it('is a content script by its tab and the page’s origin', () =>
    expect(resolveSender(content, ID, ORIGIN)).toMatchObject({ kind: 'content', tabId: 7 }));
  it('is our frame inside a page by its own origin, although it has a tab', () =>
    expect(resolveSender(frame, ID, ORIGIN)).toEqual({ kind: 'page', tabId: 7 }));
  it.each([
    ['another extension', { ...content, id: 'evil' }],
    ['a content script in a frame of the page', { ...content, frameId: 3 }],
    ['nobody', { id: ID }],
  ])('is refused if it is %s', (_, sender) => expect(resolveSender(sender, ID, ORIGIN)).toBeNull());
});

const dirty = { name: 'record.dirty', input: { navigation: { document: 'd', number: 1 } } };

describe('the listener', () => {
  it('lets content scripts send record messages only', async () => {
    const { listen } = listener({
      'session.get': () => ({ server: '', me: null, expired: false, localNotes: 0 }),
      'record.dirty': () => undefined,
    });
    expect(await listen({ name: 'session.get' }, content)).toMatchObject({
      ok: false,
      code: 'notAllowed',
    });
    expect(await listen(dirty, content)).toMatchObject({ ok: true });
    expect(await listen(dirty, frame)).toMatchObject({ ok: false, code: 'notAllowed' });
  });
  it.each([
    [null],
    ['x'],
    [{ name: 'toString' }],
    [{ name: '__proto__' }],
    [{ name: 'note.save', input: { text: 5 } }],
    [{ input: {} }],
  ])('refuses %o', async (message) => {
    const { listen } = listener({ 'note.save': () => ({ id: 'x' }) });
    expect(await listen(message, frame)).toMatchObject({ ok: false });
  });
  it('takes five messages a second from a tab, and no large ones', async () => {
    let ms = 0;
    const { listen } = listener({ 'record.dirty': () => undefined }, () => ms);
    const codes = async (count: number) =>
      Promise.all(
        Array.from(
          { length: count },
          async () => ((await listen(dirty, content)) as { ok: boolean }).ok,
        ),
      );
    expect(await codes(7)).toEqual([true, true, true, true, true, false, false]);
    ms = 1000;
    expect(await codes(1)).toEqual([true]);
    expect(
      await listen({ name: 'record.at', input: { href: 'x'.repeat(MAX_CONTENT_CHARS) } }, content),
    ).toMatchObject({ ok: false, code: 'slowDown' });
  });
  it('accepts the last message of a document, even over the limit of a second', async () => {
    const { listen } = listener(
      { 'record.dirty': () => undefined, 'record.left': () => undefined },
      () => 0,
    );
    for (let said = 0; said < 10; said += 1) await listen(dirty, content);
    const left = { ...dirty, name: 'record.left' };
    expect(await listen(left, content)).toMatchObject({ ok: true });
    for (let said = 0; said < 10; said += 1) await listen(left, content);
    expect(await listen(left, content)).toMatchObject({ code: 'slowDown' });
  });
  it('answers a fault with a code and reports it', async () => {
    const { listen, reported } = listener({
      'session.get': () => Promise.reject(new Error('boom')),
    });
    expect(await listen({ name: 'session.get' }, frame)).toMatchObject({
      ok: false,
      code: 'unexpected',
    });
    expect(reported.length).toBe(1);
  });
});
