import { browser, defineContentScript } from '#imports';

/** Only on pages that ask for it, so that the page of the other yardstick runs one empty script and no more. */
export default defineContentScript({
  matches: ['http://127.0.0.1/*frame=1*'],
  noScriptStartedPostMessage: true,
  main() {
    const host = document.createElement('empty-frame');
    const frame = document.createElement('iframe');
    frame.src = (browser.runtime.getURL as (path: string) => string)('/frame.html');
    host.attachShadow({ mode: 'closed' }).append(frame);
    document.documentElement.append(host);
  },
});
