import { browser, defineBackground } from '#imports';
import { togglePanel } from '../../lib/commands/layouts.ts';
import { createListener, type Handlers, type Sender } from '../../lib/messages/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { openSidebar, ownOrigin } from '../../lib/platform/index.ts';
import { rerunLiveQueries } from '../../lib/store/write.ts';
import { account } from './account.ts';
import { commandHandlers } from './commands.ts';
import { deviceHandlers } from './device.ts';
import { memberHandlers } from './members.ts';
import { pageAt, presenceChanged } from './presence.ts';
import { forgetTab, recordHandlers } from './records.ts';
import { sessionHandlers } from './session.ts';
import { registerScripts, siteHandlers, startInOpenTabs } from './sites.ts';
import { pageInSight, pageOpened, syncAtStart, watchNetwork } from './sync.ts';
import { refreshTab, tabs } from './tabDisplay.ts';
import './jitless.ts';

/** The only writer of data and the only owner of token and socket. Every listener is registered at once: the browser wakes us for them. */
export default defineBackground(() => {
  rerunLiveQueries();
  const handlers: Handlers = {
    ...recordHandlers,
    ...commandHandlers,
    ...sessionHandlers,
    ...memberHandlers,
    ...deviceHandlers,
    ...siteHandlers,
  };
  const listen = createListener(handlers, {
    ownId: browser.runtime.id,
    ownOrigin: ownOrigin(),
    now: () => Date.now(),
    report: (error) => console.error(error),
  });
  browser.runtime.onMessage.addListener((message, sender, answer) => {
    inBackground('message', listen(message, sender as Sender).then(answer));
    return true;
  });
  // An open page's heartbeat keeps us alive in both browsers, and the socket with us (K4).
  let pages = 0;
  let updateWaits = false;
  browser.runtime.onConnect.addListener((port) => {
    pages += 1;
    port.onMessage.addListener((message: unknown) => {
      pageInSight();
      const { at } = (message ?? {}) as { at?: unknown };
      // Pages of ours only: a content script could name any record.
      if (at !== undefined && port.sender?.origin === ownOrigin())
        pageAt(port, typeof at === 'string' ? at.slice(0, 900) : null);
    });
    port.onDisconnect.addListener(() => {
      pages -= 1;
      pageAt(port, null);
      if (pages === 0 && updateWaits) browser.runtime.reload();
    });
    pageOpened();
  });
  watchNetwork();
  browser.runtime.onInstalled.addListener(() => {
    inBackground('sites', registerScripts());
    syncAtStart();
  });
  browser.runtime.onStartup.addListener(() => {
    inBackground('sites', registerScripts());
    inBackground('tabs', tabs.started()); // tab numbers begin anew
    syncAtStart();
  });
  browser.permissions.onAdded.addListener(({ origins = [] }) =>
    inBackground(
      'sites',
      registerScripts().then(() => startInOpenTabs(origins)),
    ),
  );
  browser.permissions.onRemoved.addListener(() => inBackground('sites', registerScripts()));
  browser.tabs.onRemoved.addListener((tabId) => inBackground('tabs', forgetTab(tabId)));
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete') inBackground('tabs', tabs.loaded(tabId));
  });
  browser.action.onClicked.addListener((tab) => {
    inBackground('sidebar', openSidebar()); // first of all: the gesture is gone after any wait
    inBackground('panel', toggle(tab.id));
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-panel') inBackground('panel', toggle(tab?.id));
  });
  // With a panel open an update waits for the last one to close: it would take the page away under someone's hands.
  browser.runtime.onUpdateAvailable.addListener(() => {
    updateWaits = true;
    if (pages === 0) browser.runtime.reload();
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if ('presence' in changes) presenceChanged();
  });
});

/** The toolbar button and the keyboard open and close the panel; where there is no record, the settings open. */
async function toggle(tabId: number | undefined): Promise<void> {
  const { db } = await account();
  if (tabId !== undefined && (await togglePanel(db, tabId))) await refreshTab(tabId);
  else if (!import.meta.env.FIREFOX) await browser.runtime.openOptionsPage();
}
