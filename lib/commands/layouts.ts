import { defaultLayout, type In, Layout, MessageError } from '../messages/index.ts';
import { layoutKey, readStored, updateStored } from '../settings/index.ts';
import type { SidelineDb, TabView } from '../store/index.ts';

// The panel's layout, stored per CRM in `storage.local`, like the settings.

/** A partial layout: absent or undefined fields stay. */
type LayoutChange = In<'record.layout'>['layout'];

function parse(stored: unknown): Layout {
  const parsed = Layout.safeParse(stored);
  return parsed.success ? parsed.data : defaultLayout;
}

export function layoutOf(crm: string): Promise<Layout> {
  return readStored(layoutKey(crm), parse);
}

/** Changes a CRM's stored layout: two concurrent changes do not undo each other. */
function change(crm: string, to: (layout: Layout) => LayoutChange): Promise<void> {
  return updateStored(layoutKey(crm), parse, (layout) => {
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

/** Sets the mode that the panel's own buttons choose, and stores the last open mode. */
export async function chooseMode(
  db: SidelineDb,
  { tabId, mode }: In<'frame.layout'>,
): Promise<void> {
  const { crm } = await shownIn(db, tabId);
  await change(crm, () => (mode === 'tab' ? { mode } : { mode, open: mode }));
}

/** Opens the panel in its last open mode, or closes it. @returns false without a record. */
export async function togglePanel(db: SidelineDb, tabId: number): Promise<boolean> {
  const view = await db.views.get(tabId);
  if (!view?.crm || !view.ref) return false;
  await change(view.crm, ({ mode, open }) => ({ mode: mode === 'tab' ? open : 'tab' }));
  return true;
}
