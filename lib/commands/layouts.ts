import { type In, type Layout, layoutFrom, MessageError } from '../messages/index.ts';
import { layoutKey, readStored, updateStored } from '../settings/index.ts';
import type { SidelineDb, TabView } from '../store/index.ts';

// The panel's layout, stored per CRM in `storage.local`, like the settings.

/** A partial layout: absent or undefined fields stay. */
type LayoutChange = In<'record.layout'>['layout'];

export function layoutOf(crm: string): Promise<Layout> {
  return readStored(layoutKey(crm), layoutFrom);
}

/** Changes a CRM's stored layout: two concurrent changes do not undo each other. */
function change(crm: string, to: (layout: Layout) => LayoutChange): Promise<void> {
  return updateStored(layoutKey(crm), layoutFrom, (layout) => {
    const defined = Object.entries(to(layout)).filter(([, value]) => value !== undefined);
    return { ...layout, ...Object.fromEntries(defined) };
  });
}

/** @throws MessageError where the tab shows no page of a CRM. */
async function shownIn(db: SidelineDb, tabId: number): Promise<TabView & { crm: string }> {
  const view = await db.views.get(tabId);
  if (!view?.crm) throw new MessageError('missing');
  return { ...view, crm: view.crm };
}

/** The panel was moved or resized in a page. */
export async function layOut(
  db: SidelineDb,
  tabId: number,
  { navigation, layout }: In<'record.layout'>,
): Promise<void> {
  const view = await shownIn(db, tabId);
  // The tab may show another page by now, perhaps of another CRM.
  if (view.navigation.document === navigation.document) await change(view.crm, () => layout);
}

/**
 * Stores the mode that a person chose for the panel.
 * @param isOpened the browser's side panel is open. Where it is not, the panel stays over the page
 * and explains how to open it.
 */
export async function chooseMode(
  db: SidelineDb,
  { tabId, mode }: In<'frame.layout'>,
  isOpened: boolean,
): Promise<void> {
  const { crm } = await shownIn(db, tabId);
  await change(crm, () => {
    if (mode === 'tab') return { mode };
    if (mode === 'aside') return isOpened ? { mode: 'tab', open: mode } : { open: mode };
    return { mode, open: mode };
  });
}

/** A CRM was allowed: its first record opens the panel, unless a person has placed it before. */
export function openFirst(crm: string): Promise<void> {
  return change(crm, ({ open }) => ({ mode: open === 'float' ? 'float' : 'dock' }));
}
