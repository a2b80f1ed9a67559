import type { RawField, RawRecord, ReadResult } from '../../model/index.ts';
import { longId } from '../adapters/salesforce.ts';
import {
  deepAll,
  deepOne,
  isoOf,
  isRendered,
  LOADED_MS,
  msSinceNavigation,
  samplesIn,
  textWithoutControls,
} from './dom.ts';
import { ReadError } from './http.ts';
import { fieldByLabel, statusOfFlags } from './labels.ts';
import { pathIn } from './salesforcePath.ts';
import { lists, readResult } from './shape.ts';

/**
 * Salesforce Lightning from the page: Sideline has no credentials, so it reads only what the layout
 * shows. Fields are found by the API name, which page layouts and Dynamic Forms contain; in older
 * layouts without it, by their label.
 */
const TABS = [
  'div.windowViewMode-normal.active',
  'section.oneConsoleTab div.windowViewMode-maximized.active.lafPageHost',
  'div.content > div.active.lafPageHost',
].join(', ');
const NAMED = '[data-target-selection-name^="sfdc:RecordField."]';
const ITEM = 'records-record-layout-item, record_flexipage-record-field';
const OUTPUT = [
  '[slot="outputField"]',
  'lightning-formatted-text',
  'lightning-formatted-number',
  'lightning-formatted-name',
  'lightning-formatted-rich-text',
  'lightning-formatted-date-time',
  'lightning-formatted-email',
  'lightning-formatted-phone',
  'force-owner-lookup',
  'force-lookup',
  'records-hoverable-link',
].join(', ');
const INPUT =
  '[slot="inputField"], [slot="input"], lightning-input, lightning-combobox, lightning-lookup';
const STENCIL = [
  '.forceHighlightsStencil',
  '.stencil',
  'records-record-layout-stencil',
  '.slds-spinner_container:not(.slds-hide)',
].join(', ');

const FIELDS: Record<string, string> = {
  Name: 'name',
  StageName: 'stage',
  Amount: 'amount',
  CloseDate: 'closeDate',
  OwnerId: 'owner',
  AccountId: 'account',
  Probability: 'probability',
  ForecastCategoryName: 'forecast',
  NextStep: 'nextStep',
  CreatedById: 'createdAt',
  LastModifiedById: 'modifiedAt',
  Title: 'title',
  Email: 'email',
  Phone: 'phone',
  RecordTypeId: 'pipeline',
  IsWon: 'isWon',
  IsClosed: 'isClosed',
};
/** With this many fields the layout counts as loaded. */
const ENOUGH = 3;
const OBJECTS: Record<string, string> = { deal: 'Opportunity', contact: 'Contact' };

/**
 * The active tab; consoles and soft navigation keep the others in the document. Null while the
 * active tab is not visible yet.
 */
function activeRoot(doc: Document): ParentNode | null {
  const tabs = [...doc.querySelectorAll(TABS)];
  return tabs.find(isRendered) ?? (tabs.length === 0 ? doc : null);
}

/** The record that a tab showed at the last reading. */
interface LastShown {
  id: string;
  root: ParentNode;
  name: string;
}

/**
 * True while the active tab still shows the previous record: the address changes first, and nothing
 * in the page identifies the record of the fields. The same root with the same name under another
 * id is the previous record, until the page has had time to load.
 */
function isStale(
  win: Window,
  id: string,
  root: ParentNode,
  name: string,
  isLoaded: boolean,
): boolean {
  const shared = win as Window & { sidelineFront?: LastShown };
  const last = shared.sidelineFront;
  if (!isLoaded && last && last.id !== id && last.root === root && last.name === name) return true;
  shared.sidelineFront = { id, root, name };
  return false;
}

function idIn(element: Element): string | undefined {
  const href = deepOne(element, 'a[href]')?.getAttribute('href') ?? '';
  const id = /\/([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)(?:\/|$)/.exec(href)?.[1];
  return id && longId(id);
}

function value(
  field: string,
  container: Element,
  source: RawField['source'],
  isLoaded: boolean,
): RawField | null {
  const output = deepOne(container, OUTPUT);
  if (!output) {
    if (deepOne(container, INPUT)) return null; // being edited: the text is not saved yet
    return isLoaded ? { text: null, source } : { text: null, source, stillLoading: true };
  }
  const text = textWithoutControls(output);
  if (text === '' && !isLoaded) return { text: null, source, stillLoading: true };
  const id = field === 'owner' || field === 'account' ? idIn(container) : undefined;
  // “Ben Carter, 22/11/2026, 09:14”: the time follows the name.
  const hasName = field === 'createdAt' || field === 'modifiedAt';
  const shown = hasName ? text.replace(/^[^,]*,\s*/, '') : text;
  const iso = isoOf(deepOne(output, 'time[datetime]') ?? output);
  return {
    text: shown === '' ? null : shown,
    source,
    ...(id ? { id } : {}),
    ...(iso ? { iso } : {}),
  };
}

/** A field that the layout shows as a checkbox. */
function checkbox(container: Element, source: RawField['source']): RawField | null {
  const box = deepOne(container, 'input[type="checkbox"]');
  return box instanceof HTMLInputElement ? { text: String(box.checked), source } : null;
}

function fieldsIn(
  root: ParentNode,
  object: string,
  isMainTab: boolean,
  isLoaded: boolean,
): Record<string, RawField> {
  const fields: Record<string, RawField> = {};
  const put = (
    field: string | undefined | null,
    container: Element,
    source: RawField['source'],
  ) => {
    if (!field || fields[field]?.text) return;
    const read = checkbox(container, source) ?? value(field, container, source, isLoaded);
    if (read) fields[field] = read;
  };
  for (const container of deepAll(root, NAMED)) {
    const path = container.getAttribute('data-target-selection-name') ?? '';
    const [, owner, name = ''] = path.split('.');
    if (owner === object || owner === undefined) put(FIELDS[name], container, 'dom');
  }
  for (const container of isMainTab ? deepAll(root, ITEM) : []) {
    const label =
      container.getAttribute('field-label') ??
      deepOne(container, '.test-id__field-label, .slds-form-element__label')?.textContent ??
      '';
    const field = fieldByLabel(label);
    if (field && !fields[field]) put(field, container, 'label');
  }
  return fields;
}

function idOf(win: Window): { id: string; object: 'deal' | 'contact'; isMainTab: boolean } {
  const url = new URL(win.location.href);
  const [inPath, inHash, inParent] = [url.pathname, url.hash, url.searchParams.get('ws') ?? ''].map(
    (part) => /\/((?:006|003)[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?)(?:[/?]|$)/.exec(part)?.[1],
  );
  const id = inPath ?? inHash ?? inParent;
  if (!id) throw new ReadError('notARecord');
  return {
    id: longId(id),
    object: id.startsWith('003') ? 'contact' : 'deal',
    isMainTab: inParent !== id || inPath === id,
  };
}

const NOTHING: Pick<RawRecord, 'viewer' | 'timeZone' | 'complete'> = {
  viewer: { id: null, name: null, email: null }, // Lightning shows it only in a menu
  timeZone: null,
  complete: false,
};

/**
 * What the active tab shows of a record. `isMainTab` is false in a console's subtab of the record,
 * where only fields with an API name certainly belong to it.
 */
function shown(
  root: ParentNode,
  object: 'deal' | 'contact',
  isMainTab: boolean,
  isLoaded: boolean,
) {
  const fields = fieldsIn(root, OBJECTS[object] ?? '', isMainTab, isLoaded);
  const hasPath = object === 'deal' && isMainTab;
  const path = hasPath ? pathIn(root) : { stages: [], current: null, status: null };
  const title = isMainTab
    ? deepOne(
        root,
        'records-highlights2 [slot="primaryField"], .entityNameTitle ~ *, .primaryField',
      )
    : null;
  if (!fields.name?.text && title)
    fields.name = { text: textWithoutControls(title), source: 'dom' };
  if (!fields.stage && path.current) fields.stage = { text: path.current, source: 'dom' };
  // The path may still show the stage from before an edit, so that only an end counts without it.
  const isCurrent = path.status !== 'open' || path.current === fields.stage?.text;
  if (path.status !== null && isCurrent) fields.status = { text: path.status, source: 'dom' };
  Object.assign(fields, statusOfFlags(fields));
  return { fields, stages: path.stages };
}

export function read(win: Window): Promise<ReadResult> {
  return readResult(async (): Promise<RawRecord> => {
    const { id, object, isMainTab } = idOf(win);
    const { document } = win;
    const isLoaded = msSinceNavigation(win) > LOADED_MS;
    const base = {
      ...NOTHING,
      crm: 'salesforce' as const,
      object,
      id,
      language: document.documentElement.lang || null,
    };
    const requiredFields =
      object === 'deal' ? ['name', 'stage', 'amount', 'closeDate', 'owner'] : ['name'];
    const root = activeRoot(document);
    const empty = { ...base, fields: {}, lists: {}, requiredFields, stillLoading: true };
    if (!root) return empty;
    const { fields, stages } = shown(root, object, isMainTab, isLoaded);
    if (isStale(win, id, root, fields.name?.text ?? '', isLoaded)) return empty;
    const isLoading = deepAll(root, STENCIL).some(isRendered);
    const seen = Object.values(fields).filter((field) => field.text !== null).length;
    // A blank beside loaded fields is empty; a blank beside stencils may still load.
    if (!isLoading && seen >= ENOUGH)
      for (const field of Object.values(fields))
        if (field.text === null && field.stillLoading) delete field.stillLoading;
    return {
      ...base,
      fields,
      samples: samplesIn(root),
      requiredFields,
      stillLoading: !isLoaded && (seen < ENOUGH || isLoading),
      lists: lists({
        ...(stages.length > 1 ? { stages: { source: 'dom' as const, items: stages } } : {}),
      }),
    };
  });
}
