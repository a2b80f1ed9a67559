import Papa from 'papaparse';
import * as z from 'zod/mini';
import { isCollection } from '../../lib/model/index.ts';
import type { Row, SidelineDb } from '../../lib/store/index.ts';
import { csvOptions, instantText } from '../../lib/values/csv.ts';

/** What an export of this device holds, and what an import reads. */
export const EXPORT_FORMAT = 1;
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

/** All rows, page by page: an export is no live query, but it need not hold the database up either. */
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

/** Everything that this person has here: rows as they are seen, drafts, what the server would not take, and what was read of records. @param now Unix ms. */
export async function exportJson(db: SidelineDb, now: number): Promise<string> {
  const [rows, drafts, refused, records, summaries, selfViews] = await Promise.all([
    allRows(db),
    db.drafts.toArray(),
    db.refused.toArray(),
    db.records.toArray(),
    db.summaries.toArray(),
    db.selfViews.toArray(),
  ]);
  const kept = rows.map(({ id, collection, scope, fields, pending }) => ({
    id,
    collection,
    scope,
    fields,
    ...(pending > 0 ? { unsent: true } : {}),
  }));
  return `${JSON.stringify({ format: 'sideline-export', version: EXPORT_FORMAT, at: new Date(now).toISOString(), rows: kept, drafts, refused, records, summaries, selfViews }, null, 2)}\n`;
}

const COLUMNS = ['record', 'key', 'kind', 'author', 'written', 'readers', 'text'];

/** Notes and replies as a table, one line each. @param locale BCP 47 tag of the person's language, for the columns' separator. */
export async function exportCsv(
  db: SidelineDb,
  names: ReadonlyMap<string, string>,
  locale: string,
): Promise<string> {
  const rows = (await allRows(db)).filter(
    (row) => row.collection === 'note' || row.collection === 'reply',
  );
  const notes = new Map(rows.map((row) => [row.id, row]));
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

/** Reads a file of an export. Null when it is none. */
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
