import Papa from 'papaparse';
import * as z from 'zod/mini';
import { isCollection } from '../../lib/model/index.ts';
import type { Row, SidelineDb } from '../../lib/store/index.ts';
import { csvOptions, instantText } from '../../lib/values/csv.ts';
import { isOwnData } from '../../lib/view/ownData.ts';

/** Version of the export format, which the import checks. */
export const EXPORT_FORMAT = 1;
/** The largest file that the import reads. The 20,000 rows of `data.import` fit into it. */
export const MOST_IMPORT_BYTES = 20_000_000;
const ExportedRow = z.object({
  id: z.string(),
  collection: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export const Exported = z.object({
  format: z.literal('sideline-export'),
  version: z.literal(EXPORT_FORMAT),
  rows: z.array(ExportedRow),
});

const PAGE = 1000;

/** All rows that are not deleted, read in pages so that the export does not block the database. */
async function allRows(db: SidelineDb): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await db.rows
      .where('id')
      .above(rows.at(-1)?.id ?? '')
      .limit(PAGE)
      .toArray();
    rows.push(...page);
    if (page.length < PAGE) return rows.filter((row) => !row.deleted);
  }
}

/** The rows of a person’s own export; see `isOwnData`. */
async function ownRows(db: SidelineDb, user: string): Promise<Row[]> {
  return (await allRows(db)).filter((row) => isOwnData(row, user));
}

/**
 * All data of this account on this device: rows, drafts, changes the server rejected, readings of
 * records and their summaries. Of a manager’s pairs only what the manager wrote (`isOwnData`).
 * @param now Unix ms.
 */
export async function exportJson(db: SidelineDb, user: string, now: number): Promise<string> {
  const [rows, drafts, refused, records, summaries, selfViews, checkIns] = await Promise.all([
    ownRows(db, user),
    db.drafts.toArray(),
    db.refused.toArray(),
    db.records.toArray(),
    db.summaries.toArray(),
    db.selfViews.toArray(),
    db.checkIns.toArray(),
  ]);
  const exportedRows = rows.map(({ id, collection, scope, fields, pending }) => ({
    id,
    collection,
    scope,
    fields,
    ...(pending > 0 ? { unsent: true } : {}),
  }));
  const exported = {
    format: 'sideline-export',
    version: EXPORT_FORMAT,
    at: new Date(now).toISOString(),
    rows: exportedRows,
    drafts,
    refused,
    // Without what Sideline found in texts: it is computed from them.
    records: records.map(({ says: _, ...record }) => record),
    summaries,
    selfViews,
    checkIns,
  };
  return `${JSON.stringify(exported, null, 2)}\n`;
}

const COLUMNS = ['record', 'key', 'kind', 'author', 'written', 'readers', 'text'];

/**
 * Notes and replies as a CSV table, one line each.
 * @param locale BCP 47 tag of the person's language, which decides the separator.
 */
export async function exportCsv(
  db: SidelineDb,
  user: string,
  names: ReadonlyMap<string, string>,
  locale: string,
): Promise<string> {
  const all = await allRows(db);
  const rows = all
    .filter((row) => isOwnData(row, user))
    .filter((row) => row.collection === 'note' || row.collection === 'reply');
  const notes = new Map(all.map((row) => [row.id, row]));
  const lines = rows.map((row) => {
    const note = row.collection === 'reply' ? notes.get(String(row.fields.parent)) : row;
    return {
      record: String(note?.fields.recordName ?? ''),
      key: row.refKey,
      kind: row.collection === 'reply' ? 'reply' : String(row.fields.kind),
      author: names.get(String(row.fields.author)) ?? String(row.fields.author),
      written: instantText(row.fields.createdAt),
      readers: row.scope,
      text: String(row.fields.text),
    };
  });
  return `\ufeff${Papa.unparse(lines, { columns: COLUMNS, ...csvOptions(locale) })}\r\n`;
}

/** Parses an exported file; null if it is not one. */
export function readExport(text: string): z.infer<typeof Exported> | null {
  try {
    const parsed = Exported.safeParse(JSON.parse(text));
    return parsed.success
      ? { ...parsed.data, rows: parsed.data.rows.filter((row) => isCollection(row.collection)) }
      : null;
  } catch {
    return null;
  }
}
