import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { serverUrl } from '../../lib/model/index.ts';
import { type Language, texts } from '../i18n/index.ts';

// The pages that a link opens if the extension does not: plain HTML with an inline style and
// script. A script reads the texts and addresses that it needs from data attributes.

type Html = ReturnType<typeof html>;

export interface Page {
  html: Html;
  /** Allows the page's own style and script, by their hashes, and nothing else. */
  policy: string;
}

/** A style or script of a page, and its hash for the content security policy. */
interface Inline {
  text: string;
  hash: string;
}

function inline(name: string): Inline {
  const file = readFileSync(new URL(`./pages/${name}`, import.meta.url), 'utf8');
  // A browser hashes the text with the line ends of HTML, whatever a checkout on Windows has.
  const text = file.replaceAll('\r\n', '\n');
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

const STYLE = inline('page.css');
const JOIN = inline('join.js');
const RESET = inline('reset.js');

function policyFor(script: Inline): string {
  return [
    "default-src 'none'",
    `style-src ${STYLE.hash}`,
    `script-src ${script.hash}`,
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function page(language: Language, title: string, content: Html, script: Inline): Page {
  return {
    policy: policyFor(script),
    html: html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    <style>${raw(STYLE.text)}</style>
  </head>
  <body>
    <main>${content}</main>
    <script>${raw(script.text)}</script>
  </body>
</html>`,
  };
}

/**
 * The page of an invitation's link: explains how to use it. The secret is behind the #, so it never
 * reaches a server's log.
 */
export function joinPage(baseUrl: string, language: Language): Page {
  const { title, heading, once, ...steps } = texts[language].join;
  const list = [steps.install, steps.open, steps.paste].map((step) => html`<li>${step}</li>`);
  const content = html`<h1>${heading}</h1>
      <ol>${list}</ol>
      <code id="link" data-page="${serverUrl(baseUrl, '/join')}"></code>
      <p>${once}</p>`;
  return page(language, title, content, JOIN);
}

/**
 * The page that sets a new password with the secret of the link.
 * @param hasProviders false where no sign-in can be linked to an account.
 */
export function resetPage(baseUrl: string, language: Language, hasProviders: boolean): Page {
  const { title, heading, label, offline, done, used, common, keep, ...rest } =
    texts[language].reset;
  const path = new URL(serverUrl(baseUrl, '/auth/reset-password')).pathname;
  const content = html`<h1>${heading}</h1>
      <form
        data-path="${path}"
        data-done="${done}"
        data-used="${used}"
        data-common="${common}"
        data-offline="${offline}"
      >
        <label for="p">${label}</label>
        <input
          id="p"
          type="password"
          minlength="10"
          maxlength="128"
          autocomplete="new-password"
          required
        >
        ${hasProviders ? html`<label><input id="k" type="checkbox"> ${keep}</label>` : ''}
        <button>${rest.do}</button>
        <p role="status"></p>
      </form>`;
  return page(language, title, content, RESET);
}
