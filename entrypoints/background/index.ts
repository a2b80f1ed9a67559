import { browser, defineBackground } from '#imports';
import { createListener, type Sender } from '../../lib/messages/index.ts';
import { ownOrigin } from '../../lib/platform/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { rerunLiveQueries } from '../../lib/store/write.ts';
import { asideAt, togglePanel } from './aside.ts';
import { handlers } from './handlers.ts';
import { createOpenPages, type PagePort } from './openPages.ts';
import { pageAt, presenceChanged } from './presence.ts';
import { forgetTab } from './records.ts';
import { watchSignedOut } from './signedOutData.ts';
import { registerScripts, startExpected, startInOpenTabs, startWhereMissing } from './sites.ts';
import { pageInSight, pageOpened, syncAtStart, watchNetwork } from './sync.ts';
import { tabs } from './tabDisplay.ts';
import './jitless.ts';

/**
 * The only writer of data and the only owner of token and socket. All listeners are registered
 * synchronously: the browser wakes the background only for those.
 */
export default defineBackground(() => {
  rerunLiveQueries();
  const listen = createListener(handlers, {
    ownId: browser.runtime.id,
    ownOrigin: ownOrigin(),
    now: () => Date.now(),
    report: (error) => console.error(error),
  });
  browser.runtime.onMessage.addListener((message, sender, respond) => {
    unawaited('message', listen(message, sender as Sender).then(respond));
    return true;
  });
  // An open page's heartbeat keeps the background, and so the socket, alive in both browsers (K4).
  let updateWaits = false;
  const pages = createOpenPages({
    ownId: browser.runtime.id,
    ownOrigin: ownOrigin(),
    opened: pageOpened,
    inSight: pageInSight,
    at: pageAt,
    aside: asideAt,
    allClosed() {
      if (updateWaits) browser.runtime.reload();
    },
  });
  browser.runtime.onConnect.addListener((port) => pages.connected(port as PagePort));
  watchNetwork();
  watchSignedOut();
  browser.runtime.onInstalled.addListener(({ reason }) => {
    unawaited('sites', registerScripts().then(startWhereMissing));
    // A company's own build has its sites: nothing is left to explain.
    if (reason === 'install' && __SIDELINE_SITES__.length === 0)
      unawaited('welcome', browser.tabs.create({ url: '/welcome.html' }));
    syncAtStart();
  });
  browser.runtime.onStartup.addListener(() => {
    unawaited('sites', registerScripts());
    unawaited('tabs', tabs.started()); // tab ids start again
    syncAtStart();
  });
  browser.permissions.onAdded.addListener(({ origins = [] }) =>
    unawaited(
      'sites',
      registerScripts()
        .then(() => startInOpenTabs(origins))
        .then(startExpected),
    ),
  );
  browser.permissions.onRemoved.addListener(() => unawaited('sites', registerScripts()));
  browser.tabs.onRemoved.addListener((tabId) => unawaited('tabs', forgetTab(tabId)));
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete') unawaited('tabs', tabs.loaded(tabId));
  });
  // Tabs without a record have the popup instead of this event.
  browser.action.onClicked.addListener((tab) => togglePanel(tab, true));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-panel') togglePanel(tab, false);
  });
  // An update reloads the extension and closes open panels, so it waits for the last one to close.
  browser.runtime.onUpdateAvailable.addListener(() => {
    updateWaits = true;
    if (!pages.isAnyOpen()) browser.runtime.reload();
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if ('presence' in changes) presenceChanged();
  });
});
