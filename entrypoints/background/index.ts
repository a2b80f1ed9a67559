import { browser, defineBackground } from '#imports';
import { settingCommands } from '../../lib/commands/settings.ts';
import { createListener, type Handlers, type Sender } from '../../lib/messages/index.ts';
import { openSidebar, ownOrigin } from '../../lib/platform/index.ts';
import { account } from './account.ts';
import { coachingHandlers } from './coaching.ts';
import { dataHandlers } from './data.ts';
import { noteHandlers } from './notes.ts';
import { peopleHandlers } from './people.ts';
import { keepLayout, layoutOf, refreshTab, tabs } from './place.ts';
import { pageAt, presenceChanged } from './presence.ts';
import { forgetTab, recordHandlers } from './records.ts';
import { sessionHandlers } from './session.ts';
import { registerScripts, siteHandlers, startInOpenTabs } from './sites.ts';
import { ALARM, refreshMe, syncSoon } from './sync.ts';
import './jitless.ts';

/** The only writer of data and the only owner of token and socket. Every listener is registered at once: the browser wakes us for them. */
export default defineBackground(() => {
  const handlers: Handlers = {
    ...recordHandlers,
    ...noteHandlers,
    ...coachingHandlers,
    ...sessionHandlers,
    ...peopleHandlers,
    ...dataHandlers,
    ...siteHandlers,
    ...settingCommands,
  };
  const listen = createListener(handlers, { ownId: browser.runtime.id, ownOrigin: ownOrigin(), now: () => Date.now(), report: (error) => console.error(error) });
  browser.runtime.onMessage.addListener((message, sender, answer) => {
    void listen(message, sender as Sender).then(answer);
    return true;
  });
  // An open page's heartbeat keeps us alive in both browsers, and the socket with us (K4).
  let pages = 0;
  let updateWaits = false;
  browser.runtime.onConnect.addListener((port) => {
    pages += 1;
    port.onMessage.addListener((message: unknown) => {
      const { at } = (message ?? {}) as { at?: unknown };
      // Pages of ours only: a content script could name any record.
      if (at !== undefined && port.sender?.origin === ownOrigin()) pageAt(port, typeof at === 'string' ? at.slice(0, 900) : null);
    });
    port.onDisconnect.addListener(() => {
      pages -= 1;
      pageAt(port, null);
      if (pages === 0 && updateWaits) browser.runtime.reload();
    });
    syncSoon();
  });
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) syncSoon();
  });
  browser.runtime.onInstalled.addListener(() => {
    void registerScripts();
    syncSoon(); // alarms may not have survived an update
    void refreshMe().catch(() => {});
  });
  browser.runtime.onStartup.addListener(() => {
    void registerScripts();
    void tabs.started();
    syncSoon();
    void refreshMe().catch(() => {});
  });
  browser.permissions.onAdded.addListener(({ origins = [] }) => void registerScripts().then(() => startInOpenTabs(origins)));
  browser.permissions.onRemoved.addListener(() => void registerScripts());
  browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));
  browser.action.onClicked.addListener((tab) => {
    void openSidebar(); // first of all: the gesture is gone after any wait
    void toggle(tab.id);
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-panel') void toggle(tab?.id);
  });
  // With a panel open an update waits for the last one to close: it would take the page away under someone's hands.
  browser.runtime.onUpdateAvailable.addListener(() => {
    updateWaits = true;
    if (pages === 0) browser.runtime.reload();
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if ('presence' in changes) presenceChanged();
  });
  self.addEventListener('online', syncSoon);
});

/** The toolbar button and the keyboard open and close the panel; where there is no record, the settings open. */
async function toggle(tabId: number | undefined): Promise<void> {
  const { db } = await account();
  const view = tabId === undefined ? undefined : await db.views.get(tabId);
  if (!view?.crm || !view.ref) {
    if (!import.meta.env.FIREFOX) await browser.runtime.openOptionsPage();
    return;
  }
  const layout = await layoutOf(view.crm);
  await keepLayout(view.crm, { ...layout, mode: layout.mode === 'tab' ? layout.open : 'tab' });
  await refreshTab(view.tabId);
}
