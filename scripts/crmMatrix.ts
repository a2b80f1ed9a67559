import { existsSync, readFileSync } from 'node:fs';
import { type CrmName, crmLabels, crmNames } from '../lib/model/record.ts';

// What the tests prove per CRM. The README's tables are made from it (`npm run docs`), and a test
// of the repository compares them: a test that is renamed or removed makes them stale.

/** The columns, with what a test of each shows. */
const meanings = {
  dates: 'dates are read in the order of day and month that the page uses',
  currency: 'an amount is read with its currency',
  status: 'open, won and lost are told apart by the CRM’s own data',
  pipelines: 'a stage is read with its pipeline',
  'language of names': 'a stage is recognised if its name is in another language',
  forbidden: 'the person may not see the record or one of its lists',
  missing: 'the record does not exist any more',
  slow: 'a response or a part of the page comes late',
  'session end': 'the person was signed out of the CRM',
};
export type Column = keyof typeof meanings;
export const columns = Object.keys(meanings) as Column[];

/** A test by its file and title, or the reason why there is nothing to test. */
export type Cell = { file: string; title: string } | { reason: string };

/** What the README says of a CRM with a reader. */
interface About {
  name: string;
  fields: string;
  source: string;
}

export interface CrmRow {
  about: About;
  cells: Record<Column, Cell>;
}

const test = (file: string, title: string): Cell => ({ file: `tests/crm/${file}.test.ts`, title });
const because = (reason: string): Cell => ({ reason });

/** What the tables say of a test that is not in its file. */
export const NO_TEST = 'no test yet';
const NO_READER = because('no reader yet');
const ISO = because('its API has ISO dates');
const NAME_ONLY = because('the page shows only the name of the stage');
const NO_REQUEST = because('reads the page, sends no request');
const EVERY_FIELD = 'reads every field of the deal';

const fromFailures = (forbidden: string, missing: Cell, slow: string, sessionEnd: Cell) => ({
  forbidden: test('failures', forbidden),
  missing,
  slow: test('failures', slow),
  'session end': sessionEnd,
});
const LATE = 'a late list is unread by itself, a late record is unreachable';
const LOADING = 'a page without its fields is still loading for some seconds';
const SESSION = 'the whole reading fails';

/** The CRMs with a reader, the best tested first. */
export const rows: Partial<Record<CrmName, CrmRow>> = {
  espocrm: {
    about: {
      name: 'EspoCRM 9',
      fields:
        'all that Sideline uses; the next step where the company has a field for it; full ' +
        'history; posts',
      source: 'its own API, with the session of the page',
    },
    cells: {
      dates: ISO,
      currency: test('responses', EVERY_FIELD),
      status: test('responses', EVERY_FIELD),
      pipelines: because('has no pipelines'),
      'language of names': test('espoPerson', 'are in the history too, whose ids are the values'),
      ...fromFailures(
        'EspoCRM refuses with status 403',
        test('failures', 'EspoCRM answers with status 404'),
        `EspoCRM: ${LATE}`,
        test('failures', `EspoCRM: ${SESSION}`),
      ),
    },
  },
  odoo: {
    about: {
      name: 'Odoo 16–19',
      fields:
        'all that Sideline uses, with one contact per deal; history of stage and amount; ' +
        'history of the close date only from Sideline’s own ' +
        'visits; messages',
      source: 'its own API, with the session of the page',
    },
    cells: {
      dates: ISO,
      currency: test('responses', EVERY_FIELD),
      status: test('responses', EVERY_FIELD),
      pipelines: test('odooStages', 'a move into another team’s stages is no regression'),
      'language of names': test(
        'odooStages',
        'sees a move back that was written in another language, by its names here',
      ),
      ...fromFailures(
        'Odoo refuses with an AccessError inside status 200',
        test('failures', 'Odoo answers with an empty list'),
        `Odoo: ${LATE}`,
        test('failures', `Odoo: ${SESSION}`),
      ),
    },
  },
  salesforce: {
    about: {
      name: 'Salesforce',
      fields: 'the fields of the page layout or of Dynamic Forms, and the Path component',
      source: 'the page, by field name, else by label; not tested against a live system',
    },
    cells: {
      dates: test(
        'formats',
        'is in the order that another date of the page shows, whatever its language',
      ),
      currency: test('formats', 'has no currency with a bare dollar, until a person names it'),
      status: test(
        'pages',
        'names the open stages, whatever their names, and the end by its class',
      ),
      pipelines: test('pages', 'reads the flags and the record type where the layout has them'),
      'language of names': NAME_ONLY,
      ...fromFailures(
        'Salesforce shows a page without the record: nothing is read',
        test('failures', 'Salesforce shows a page without the record: nothing is read'),
        `Salesforce: ${LOADING}`,
        NO_REQUEST,
      ),
    },
  },
  dynamics: {
    about: {
      name: 'Dynamics 365',
      fields: 'main fields, stage, activities',
      source: 'its own API; not tested against a live system',
    },
    cells: {
      dates: ISO,
      currency: test('pages', 'reads the opportunity and sends only read requests'),
      status: test('pages', 'reads the opportunity and sends only read requests'),
      pipelines: test('pages', 'takes the active one, with its ids'),
      'language of names': test('pages', 'takes the active one, with its ids'),
      ...fromFailures(
        'Dynamics 365 refuses with status 403',
        test('failures', 'Dynamics 365 answers with status 404'),
        `Dynamics 365: ${LATE}`,
        test('failures', `Dynamics 365: ${SESSION}`),
      ),
    },
  },
  hubspot: {
    about: {
      name: 'HubSpot',
      fields: 'main fields of the highlight card and the left sidebar',
      source: 'the page, by label; not tested against a live system',
    },
    cells: {
      dates: test('pages', 'reads a date in the order that another date of HubSpot’s page shows'),
      currency: test(
        'pages',
        'reads the highlight card by its labels, and no warning is born of a hidden tab',
      ),
      status: test(
        'pages',
        'reads the highlight card by its labels, and no warning is born of a hidden tab',
      ),
      pipelines: test('pages', 'reads the pipeline'),
      'language of names': NAME_ONLY,
      ...fromFailures(
        'HubSpot shows a page without the record: nothing is read',
        test('failures', 'HubSpot shows a page without the record: nothing is read'),
        `HubSpot: ${LOADING}`,
        NO_REQUEST,
      ),
    },
  },
};

/** Why a cell has no mark: the reason, or that its test is missing or skipped; null for a test. */
export function problemOf(cell: Cell): string | null {
  if (!('title' in cell)) return cell.reason;
  const source = existsSync(cell.file) ? readFileSync(cell.file, 'utf8') : '';
  // The title as a whole: the start of a longer one is another test.
  const at = ["'", '`'].map((quote) => source.indexOf(`${quote}${cell.title}${quote}`));
  const from = Math.max(...at);
  const isSkipped = /\b(?:it|describe)\.(?:skip|todo)\b[^\n]*\n?[^\n]*$/.test(
    source.slice(0, from),
  );
  return from < 0 || isSkipped ? NO_TEST : null;
}

/** The cell of a CRM, also of one that Sideline only recognises. */
export const cellOf = (crm: CrmName, column: Column): Cell => rows[crm]?.cells[column] ?? NO_READER;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]) => `${line(cells)}\n|${cells.map(() => '---|').join('')}`;

/** The two tables of the README: what is read, and what the tests prove. */
export function crmTables(): string {
  const read = Object.keys(rows) as CrmName[];
  const others = crmNames.filter((crm) => !read.includes(crm)).map((crm) => crmLabels[crm]);
  const aboutOf = (crm: CrmName) => rows[crm]?.about ?? { name: '', fields: '', source: '' };
  const unread = 'none yet: you type in what you know, and Sideline asks about it';
  const cell = (crm: CrmName, column: Column) => problemOf(cellOf(crm, column)) ?? '✓';
  return [
    head(['CRM', 'Recognised records', 'Fields that Sideline reads', 'Source']),
    ...read.map((crm) => {
      const { name, fields, source } = aboutOf(crm);
      return line([name, 'deals, contacts', fields, source]);
    }),
    line([others.join(', '), 'deals, contacts', unread, '–']),
    '',
    'A ✓ is a test (`tests/crm/matrix.test.ts` lists them), any other cell the reason why not:',
    '',
    head(['CRM', ...columns]),
    ...read.map((crm) => line([aboutOf(crm).name, ...columns.map((column) => cell(crm, column))])),
    line(['the others', ...columns.map(() => 'no reader yet')]),
    '',
    ...columns.map((column) => `- **${column}**: ${meanings[column]}`),
  ].join('\n');
}
