import { refKey } from '../../lib/model/index.ts';
import { type SidelineDb, tabView, waiting } from '../../lib/store/index.ts';
import {
  loadFacts,
  loadLinks,
  loadMe,
  loadOrg,
  loadSummaries,
  loadSync,
  loadTexts,
} from '../../lib/view/load.ts';
import { summaryOwner } from '../../lib/view/sharing.ts';
import { loadCompiler } from './compiler.ts';

async function loadOrgReady(db: SidelineDb) {
  const org = await loadOrg(db);
  if (org.rows.prompts.length > 0) await loadCompiler();
  return org;
}

async function loadRecordOf(db: SidelineDb, tabId: number | null) {
  const view = tabId === null ? null : ((await tabView(db, tabId)) ?? null);
  if (!view?.ref) return { view, facts: null, texts: null, summaries: undefined };
  const key = refKey(view.ref);
  const [facts, texts] = await Promise.all([loadFacts(db, key), loadTexts(db, key)]);
  const summaries = await loadSummaries(db, summaryOwner(facts.record));
  return { view, facts: { ...facts, ready: view.state === 'ready' }, texts, summaries };
}

/** What the first view of a panel shows: read at once, in place of query after query. */
async function load(db: SidelineDb, tabId: number | null) {
  const [record, me, links, org, sync, unsent] = await Promise.all([
    loadRecordOf(db, tabId),
    loadMe(db),
    loadLinks(db),
    loadOrgReady(db),
    loadSync(db),
    waiting(db),
  ]);
  return { ...record, me, links, org, sync, unsent };
}

type First = Awaited<ReturnType<typeof load>>;
let first: { db: SidelineDb; values: First } | null = null;

/** Reads the first view, before React draws it. */
export async function loadFirst(db: SidelineDb, tabId: number | null): Promise<void> {
  first = { db, values: await load(db, tabId) };
}

/** The first view is on screen: from now on only the live queries count. */
export function forgetFirst(): void {
  first = null;
}

/** A part of the first view of this database; undefined without one. */
export function firstOf<Part extends keyof First>(
  db: SidelineDb,
  part: Part,
): First[Part] | undefined {
  return first?.db === db ? first.values[part] : undefined;
}
