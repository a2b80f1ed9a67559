import { browser } from '#imports';
import { type In, MessageError } from '../../lib/messages/index.ts';
import { recordAddresses } from '../../lib/store/index.ts';
import { account } from './account.ts';

/** @returns false where the tab was closed meanwhile. */
async function bringToFront(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Shows a record in its CRM. A page sends only the key: the address is the one that was stored with
 * the reading, so that no page can open another.
 */
export async function openRecord({ refKey }: In<'record.open'>): Promise<void> {
  const { db } = await account();
  const views = await db.views.where('refKey').equals(refKey).toArray();
  for (const { tabId } of views) if (await bringToFront(tabId)) return;
  const address = (await recordAddresses(db, [refKey])).get(refKey);
  if (address === undefined) throw new MessageError('missing');
  await browser.tabs.create({ url: address });
}
