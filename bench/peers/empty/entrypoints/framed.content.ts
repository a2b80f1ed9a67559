import { browser, defineContentScript } from '#imports';

/** Only on pages with `frame=1`, so that the other baseline's page runs just one empty script. */
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
