import { defaultLayout, type In, Layout, MessageError } from '../messages/index.ts';
import { layoutKey, readStored, updateStored } from '../settings/index.ts';
import type { SidelineDb, TabView } from '../store/index.ts';

// How the panel sits, remembered for each CRM. It lives in `storage.local`, as the settings do.

/** What changes of a layout; what is absent or undefined stays. */
type LayoutChange = In<'record.layout'>['layout'];

function parse(stored: unknown): Layout {
  const parsed = Layout.safeParse(stored);
  return parsed.success ? parsed.data : defaultLayout;
}

export function layoutOf(crm: string): Promise<Layout> {
  return readStored(layoutKey(crm), parse);
}

/** Changes a CRM's layout from what it is now: of two changes at once neither undoes the other. */
function change(crm: string, to: (layout: Layout) => LayoutChange): Promise<void> {
  return updateStored(layoutKey(crm), parse, (layout) => {
    const said = Object.entries(to(layout)).filter(([, value]) => value !== undefined);
    return { ...layout, ...Object.fromEntries(said) };
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
  // Another page is in the tab by now, perhaps of another CRM.
  if (view.navigation.document === navigation.document) await change(view.crm, () => layout);
}

/** The panel's own buttons choose how it sits; how it was open last is remembered. */
export async function chooseMode(
  db: SidelineDb,
  { tabId, mode }: In<'frame.layout'>,
): Promise<void> {
  const { crm } = await shownIn(db, tabId);
  await change(crm, () => (mode === 'tab' ? { mode } : { mode, open: mode }));
}

/** Opens the panel as it was open last, or closes it. @returns false where there is no record. */
export async function togglePanel(db: SidelineDb, tabId: number): Promise<boolean> {
  const view = await db.views.get(tabId);
  if (!view?.crm || !view.ref) return false;
  await change(view.crm, ({ mode, open }) => ({ mode: mode === 'tab' ? open : 'tab' }));
  return true;
}
