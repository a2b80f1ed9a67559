import { createHash } from 'node:crypto';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { type Language, texts } from '../../server/i18n/index.ts';
import { joinPage, type Page, resetPage } from '../../server/routes/pages.ts';

const BASE = 'https://example.com/sideline';
const SECRET = 'a-secret_of-the-link';

const languages: readonly Language[] = ['en', 'de', 'es'];
const pages: readonly (readonly [string, (language: Language) => Page])[] = [
  ['join', (language) => joinPage(BASE, language)],
  ['reset', (language) => resetPage(BASE, language, true)],
];

const contentsOf = (markup: string, tag: 'style' | 'script') =>
  [...markup.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, text = '']) => text);

/** Opens a page at its link, and runs its script with a network of the test. */
async function open(page: Page, network: typeof fetch) {
  const markup = String(await page.html);
  const window = new Window({ url: `${BASE}/page#${SECRET}` });
  const { document } = window;
  document.write(markup);
  const [script = ''] = contentsOf(markup, 'script');
  const run = new Function('document', 'location', 'fetch', script);
  run(document, new URL(`${BASE}/page#${SECRET}`), network);
  return window;
}

describe.each(pages)('the page behind a %s link', (_, pageIn) => {
  it.each(languages)('allows only its own style and script, in %s', async (language) => {
    const { html, policy } = pageIn(language);
    const markup = String(await html);
    expect(markup).toContain(`<html lang="${language}">`);
    for (const tag of ['style', 'script'] as const) {
      const [text = '', ...more] = contentsOf(markup, tag);
      expect(more).toEqual([]);
      const hash = createHash('sha256').update(text).digest('base64');
      expect(policy).toContain(`${tag}-src 'sha256-${hash}';`);
    }
    expect(policy).toMatch(/^default-src 'none'; /);
  });
});

describe('the script of the invitation page', () => {
  it('shows the whole link with its secret', async () => {
    const { document } = await open(joinPage(BASE, 'en'), fetch);
    expect(document.querySelector('code')?.textContent).toBe(`${BASE}/join#${SECRET}`);
  });
});

describe('the script of the password page', () => {
  const { done, used, common, offline } = texts.de.reset;
  /** @param keeps whether the box for linked sign-ins is checked; undefined without providers. */
  const submit = async (answer: () => Promise<Response>, keeps?: boolean) => {
    const requests: { url: string; body: unknown; method: string | undefined }[] = [];
    const network: typeof fetch = async (url, init) => {
      requests.push({
        url: String(url),
        method: init?.method,
        body: JSON.parse(String(init?.body)),
      });
      return answer();
    };
    const { document, Event } = await open(resetPage(BASE, 'de', keeps !== undefined), network);
    const box = document.querySelector('[type=checkbox]') as unknown as {
      checked: boolean;
    } | null;
    if (keeps === undefined) expect(box).toBeNull();
    else if (box) box.checked = keeps;
    const input = document.querySelector('input');
    if (!input) throw new Error('the page has no input');
    input.value = 'a new password';
    const event = new Event('submit', { cancelable: true });
    document.querySelector('form')?.dispatchEvent(event);
    const status = () => document.querySelector('[role=status]')?.textContent;
    await expect.poll(status).not.toBe('');
    return { requests, status: status(), isStopped: event.defaultPrevented };
  };

  it('sends the secret and the new password, and does not submit the form itself', async () => {
    const { requests, isStopped } = await submit(async () => new Response('{}'));
    expect(isStopped).toBe(true);
    expect(requests).toEqual([
      {
        url: '/sideline/auth/reset-password',
        method: 'POST',
        body: { token: SECRET, newPassword: 'a new password', keepSignIns: false },
      },
    ]);
  });
  it.each([true, false])('says whether linked sign-ins stay: %s', async (keeps) => {
    const { requests } = await submit(async () => new Response('{}'), keeps);
    expect(requests).toMatchObject([{ body: { keepSignIns: keeps } }]);
  });
  it.each([
    ['the password was set', async () => new Response('{}'), done],
    [
      'the password is a common one',
      async () => Response.json({ code: 'commonPassword' }, { status: 400 }),
      common,
    ],
    ['the link was used', async () => new Response('{}', { status: 400 }), used],
    ['the server is out of reach', () => Promise.reject(new TypeError('offline')), offline],
  ])('shows an error when %s', async (_, answer, text) => {
    expect((await submit(answer)).status).toBe(text);
  });
});
