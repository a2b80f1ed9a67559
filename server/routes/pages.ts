import { createHash } from 'node:crypto';

/** The two pages that a link can open where the extension cannot: plain HTML, no script from elsewhere. */
const STYLE = `body{margin:0;background:#f5f7f6;color:#17201d;font:15px/24px system-ui,sans-serif}main{max-width:34rem;margin:12vh auto;padding:28px;background:#fff;border:1px solid #e0e5e3;border-radius:8px}h1{font-size:22px;line-height:28px;margin:0 0 12px}label{display:block;margin:12px 0 4px}input{width:100%;box-sizing:border-box;padding:6px 8px;font:inherit;border:1px solid #828d88;border-radius:6px}button{margin-top:16px;padding:6px 14px;font:inherit;color:#fff;background:#0e6a5b;border:0;border-radius:6px}code{display:block;overflow-wrap:anywhere;padding:8px;background:#eff2f1;border-radius:6px}p[role=status]{min-height:24px}:focus-visible{outline:2px solid #0b5f52;outline-offset:2px}@media(prefers-color-scheme:dark){body{background:#111514;color:#e7ecea}main{background:#191e1c;border-color:#2a312e}code{background:#212725}input{background:#191e1c;color:inherit;border-color:#6c7873}}`;

export interface Page {
  html: string;
  /** Its own style and script, and nothing else from anywhere. */
  policy: string;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (title: string, content: string, script: string): Page => ({
  policy: `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(script)}; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head><body><main>${content}</main><script>${script}</script></body></html>`,
});

/** What an invitation's link opens: what to do with it. The secret is behind the #, so it never reaches a server's log. */
export function joinPage(baseUrl: string): Page {
  return page(
    'Join Sideline',
    `<h1>You are invited to Sideline</h1><ol><li>Install the Sideline extension in Chrome or Firefox.</li><li>Open its settings and choose “I have an invitation”.</li><li>Paste this link there:</li></ol><code id="link"></code><p>It works once, for a week.</p>`,
    `document.getElementById('link').textContent=${JSON.stringify(`${baseUrl}/join`)}+location.hash`,
  );
}

/** Sets a new password with the secret of the link. */
export function resetPage(baseUrl: string): Page {
  return page(
    'New password for Sideline',
    `<h1>New password</h1><form><label for="p">New password, at least 10 characters</label><input id="p" type="password" minlength="10" maxlength="128" autocomplete="new-password" required><button>Set password</button><p role="status"></p></form>`,
    `const say=(t)=>{document.querySelector('[role=status]').textContent=t};document.querySelector('form').addEventListener('submit',async(e)=>{e.preventDefault();const a=await fetch(${JSON.stringify(`${new URL(baseUrl).pathname.replace(/\/$/, '')}/auth/reset-password`)},{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({token:location.hash.slice(1),newPassword:document.getElementById('p').value})}).catch(()=>null);say(!a?'The server cannot be reached. Try again.':a.ok?'Done. Sign in with the new password in Sideline.':'This link was used already, or is too old. Ask for a new one.')})`,
  );
}
