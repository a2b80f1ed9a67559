import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { serverUrl } from '../../lib/model/index.ts';
import { type Language, texts } from '../i18n/index.ts';

/** The two pages that a link can open where the extension cannot: plain HTML, no script from elsewhere. */
const STYLE = `body{margin:0;background:#f5f7f6;color:#17201d;font:15px/24px system-ui,sans-serif}main{max-width:34rem;margin:12vh auto;padding:28px;background:#fff;border:1px solid #e0e5e3;border-radius:8px}h1{font-size:22px;line-height:28px;margin:0 0 12px}label{display:block;margin:12px 0 4px}input{width:100%;box-sizing:border-box;padding:6px 8px;font:inherit;border:1px solid #828d88;border-radius:6px}button{margin-top:16px;padding:6px 14px;font:inherit;color:#fff;background:#0e6a5b;border:0;border-radius:6px}code{display:block;overflow-wrap:anywhere;padding:8px;background:#eff2f1;border-radius:6px}p[role=status]{min-height:24px}:focus-visible{outline:2px solid #0b5f52;outline-offset:2px}@media(prefers-color-scheme:dark){body{background:#111514;color:#e7ecea}main{background:#191e1c;border-color:#2a312e}code{background:#212725}input{background:#191e1c;color:inherit;border-color:#6c7873}}`;

type Html = ReturnType<typeof html>;

export interface Page {
  html: Html;
  /** Its own style and script, and nothing else from anywhere. */
  policy: string;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Text in a script: a closing tag in it would end the script. */
const literal = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

const page = (language: Language, title: string, content: Html, script: string): Page => ({
  policy: `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(script)}; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  html: html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head><body><main>${content}</main><script>${raw(script)}</script></body></html>`,
});

/** What an invitation's link opens: what to do with it. The secret is behind the #, so it never reaches a server's log. */
export function joinPage(baseUrl: string, language: Language): Page {
  const { title, heading, once, ...steps } = texts[language].join;
  const list = [steps.install, steps.open, steps.paste].map((step) => html`<li>${step}</li>`);
  return page(
    language,
    title,
    html`<h1>${heading}</h1><ol>${list}</ol><code id="link"></code><p>${once}</p>`,
    `document.getElementById('link').textContent=${literal(serverUrl(baseUrl, '/join'))}+location.hash`,
  );
}

/** Sets a new password with the secret of the link. */
export function resetPage(baseUrl: string, language: Language): Page {
  const { title, heading, label, offline, done, used, ...rest } = texts[language].reset;
  const path = new URL(serverUrl(baseUrl, '/auth/reset-password')).pathname;
  return page(
    language,
    title,
    html`<h1>${heading}</h1><form><label for="p">${label}</label><input id="p" type="password" minlength="10" maxlength="128" autocomplete="new-password" required><button>${rest.do}</button><p role="status"></p></form>`,
    `const say=(t)=>{document.querySelector('[role=status]').textContent=t};document.querySelector('form').addEventListener('submit',async(e)=>{e.preventDefault();const a=await fetch(${literal(path)},{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({token:location.hash.slice(1),newPassword:document.getElementById('p').value})}).catch(()=>null);say(!a?${literal(offline)}:a.ok?${literal(done)}:${literal(used)})})`,
  );
}
