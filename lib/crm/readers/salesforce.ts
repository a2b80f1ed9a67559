import { closedAs } from '../../model/closed.ts';
import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { longId } from '../adapters/salesforce.ts';
import { ageOf, all, one, onScreen, SETTLED_MS, seenText } from './dom.ts';
import { ReadError } from './http.ts';
import { fieldByLabel, statusOf } from './labels.ts';
import { lists, settle } from './shape.ts';

/**
 * Salesforce Lightning from the page itself: no credentials, so only what the layout shows. Fields are found by the API name that
 * page layouts and Dynamic Forms both carry; by their label where an older layout does not.
 */
const TABS =
  'div.windowViewMode-normal.active, section.oneConsoleTab div.windowViewMode-maximized.active.lafPageHost, div.content > div.active.lafPageHost';
const NAMED = '[data-target-selection-name^="sfdc:RecordField."]';
const ITEM = 'records-record-layout-item, record_flexipage-record-field';
const OUTPUT =
  '[slot="outputField"], lightning-formatted-text, lightning-formatted-number, lightning-formatted-name, lightning-formatted-rich-text, lightning-formatted-date-time, lightning-formatted-email, lightning-formatted-phone, force-owner-lookup, force-lookup, records-hoverable-link';
const INPUT =
  '[slot="inputField"], [slot="input"], lightning-input, lightning-combobox, lightning-lookup';
const STENCIL =
  '.forceHighlightsStencil, .stencil, records-record-layout-stencil, .slds-spinner_container:not(.slds-hide)';

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
};
/** With so many fields read, the layout has arrived. */
const ENOUGH = 3;
const OBJECTS: Record<string, string> = { deal: 'Opportunity', contact: 'Contact' };

/** The tab in front: consoles and soft navigation keep the others in the document. Null while one is on its way to the front. */
function activeRoot(doc: Document): ParentNode | null {
  const tabs = [...doc.querySelectorAll(TABS)];
  return tabs.find(onScreen) ?? (tabs.length === 0 ? doc : null);
}

interface Front {
  id: string;
  root: ParentNode;
  name: string;
}

/**
 * True while the tab in front still shows the record before: the address changes first, and nothing in the page says whose fields
 * these are. The same root with the same name under another id is the old one, until the page has had time to change.
 */
function isStale(
  win: Window,
  id: string,
  root: ParentNode,
  name: string,
  settled: boolean,
): boolean {
  const shared = win as Window & { sidelineFront?: Front };
  const before = shared.sidelineFront;
  if (!settled && before && before.id !== id && before.root === root && before.name === name)
    return true;
  shared.sidelineFront = { id, root, name };
  return false;
}

function idIn(element: Element): string | undefined {
  const href = one(element, 'a[href]')?.getAttribute('href') ?? '';
  const id = /\/([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)(?:\/|$)/.exec(href)?.[1];
  return id && longId(id);
}

function value(
  field: string,
  place: Element,
  source: RawField['source'],
  settled: boolean,
): RawField | null {
  const output = one(place, OUTPUT);
  if (!output) {
    if (one(place, INPUT)) return null; // being edited: what stands there is not saved
    return settled ? { text: null, source } : { text: null, source, filling: true };
  }
  const text = seenText(output);
  if (text === '' && !settled) return { text: null, source, filling: true };
  const id = field === 'owner' || field === 'account' ? idIn(place) : undefined;
  // “Ben Carter, 22/11/2026, 09:14”: the stamp follows the name.
  const shown =
    field === 'createdAt' || field === 'modifiedAt' ? text.replace(/^[^,]*,\s*/, '') : text;
  return { text: shown === '' ? null : shown, source, ...(id ? { id } : {}) };
}

function fieldsIn(
  root: ParentNode,
  object: string,
  own: boolean,
  settled: boolean,
): Record<string, RawField> {
  const fields: Record<string, RawField> = {};
  const put = (field: string | undefined | null, place: Element, source: RawField['source']) => {
    if (!field || fields[field]?.text) return;
    const read = value(field, place, source, settled);
    if (read) fields[field] = read;
  };
  for (const place of all(root, NAMED)) {
    const [, of, name = ''] = (place.getAttribute('data-target-selection-name') ?? '').split('.');
    if (of === object || of === undefined) put(FIELDS[name], place, 'dom');
  }
  for (const place of own ? all(root, ITEM) : []) {
    const label =
      place.getAttribute('field-label') ??
      one(place, '.test-id__field-label, .slds-form-element__label')?.textContent ??
      '';
    const field = fieldByLabel(label);
    if (field && !fields[field]) put(field, place, 'label');
  }
  return fields;
}

/** The path: stages in order and the current one. “Closed” stands for two ends at once and is left out. */
function pathIn(root: ParentNode): { stages: RawList['items']; current: string | null } {
  const steps = all(
    root,
    'li.runtime_sales_pathassistantPathAssistantTab, runtime_sales_pathassistant-path-step li, li.slds-path__item',
  );
  const named = steps
    .map((step) => ({
      step,
      name:
        step.getAttribute('data-name') ??
        one(step, '.slds-path__title[data-label]')?.getAttribute('data-label') ??
        one(step, '.slds-path__title')?.textContent?.trim() ??
        '',
    }))
    .filter(({ name }) => name !== '');
  const current = named.find(
    ({ step }) =>
      step.matches('.slds-is-current, .slds-is-won, .slds-is-lost, [aria-current]') ||
      one(step, 'span.current, [aria-current="step"]'),
  );
  return {
    stages: named
      .filter(({ name }) => closedAs(name) === null)
      .map(({ name }) => ({ name, kind: 'open' })),
    current: current?.name ?? null,
  };
}

function idOf(win: Window): { id: string; object: 'deal' | 'contact'; own: boolean } {
  const url = new URL(win.location.href);
  const here = [url.pathname, url.hash, url.searchParams.get('ws') ?? ''].map(
    (part) => /\/((?:006|003)[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?)(?:[/?]|$)/.exec(part)?.[1],
  );
  const id = here.find(Boolean);
  if (!id) throw new ReadError('notARecord');
  return {
    id: longId(id),
    object: id.startsWith('003') ? 'contact' : 'deal',
    own: here[2] !== id || here[0] === id,
  };
}

const NOTHING: Pick<RawRecord, 'viewer' | 'timeZone' | 'whole'> = {
  viewer: { id: null, name: null, email: null }, // Lightning shows it nowhere without opening a menu
  timeZone: null,
  whole: false,
};

/** What the front tab shows of a record; `own` is false in a console's subtab that hangs off it, where only named fields can be trusted. */
function shown(root: ParentNode, object: 'deal' | 'contact', own: boolean, settled: boolean) {
  const fields = fieldsIn(root, OBJECTS[object] ?? '', own, settled);
  const path = object === 'deal' && own ? pathIn(root) : { stages: [], current: null };
  const title = own
    ? one(root, 'records-highlights2 [slot="primaryField"], .entityNameTitle ~ *, .primaryField')
    : null;
  if (!fields.name?.text && title) fields.name = { text: seenText(title), source: 'dom' };
  if (!fields.stage && path.current) fields.stage = { text: path.current, source: 'dom' };
  const status = object === 'deal' ? statusOf(fields.stage?.text) : undefined;
  if (status) fields.status = status;
  return { fields, stages: path.stages };
}

export function read(win: Window): Promise<ReadResult> {
  return settle(async (): Promise<RawRecord> => {
    const { id, object, own } = idOf(win);
    const { document } = win;
    const settled = ageOf(win) > SETTLED_MS;
    const base = {
      ...NOTHING,
      crm: 'salesforce' as const,
      object,
      id,
      locale: document.documentElement.lang || null,
    };
    const expected =
      object === 'deal' ? ['name', 'stage', 'amount', 'closeDate', 'owner'] : ['name'];
    const root = activeRoot(document);
    const empty = { ...base, fields: {}, lists: {}, expected, filling: true };
    if (!root) return empty;
    const { fields, stages } = shown(root, object, own, settled);
    if (isStale(win, id, root, fields.name?.text ?? '', settled)) return empty;
    const busy = all(root, STENCIL).some(onScreen);
    const seen = Object.values(fields).filter((field) => field.text !== null).length;
    // A blank beside fields that have come is a blank; one beside stencils may still fill.
    if (!busy && seen >= ENOUGH)
      for (const field of Object.values(fields))
        if (field.text === null && field.filling) delete field.filling;
    return {
      ...base,
      fields,
      expected,
      filling: !settled && (seen < ENOUGH || busy),
      lists: lists({
        ...(stages.length > 1 ? { stages: { source: 'dom' as const, items: stages } } : {}),
      }),
    };
  });
}
