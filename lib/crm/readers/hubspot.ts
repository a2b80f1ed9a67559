import type { RawField, RawRecord, ReadResult } from '../../model/index.ts';
import {
  isoOf,
  isRendered,
  LOADED_MS,
  msSinceNavigation,
  samplesIn,
  textWithoutControls,
} from './dom.ts';
import { ReadError } from './http.ts';
import { fieldByLabel, statusOfFlags } from './labels.ts';
import { readResult } from './shape.ts';

/**
 * HubSpot from the page, by visible label: class names are random, and only the highlight card and
 * the left sidebar have stable attributes.
 */
const TITLE = '[data-selenium-test="highlightTitle"]';
const CARDS = '[data-card-type="OBJECT_HIGHLIGHT"], [data-test-id="left-sidebar"]';
const LABEL = '[data-selenium-test*="property-label"], label, dt';

/** The value beside a label: the next sibling of the nearest ancestor that has one. */
function beside(label: Element, card: Element): Element | null {
  for (
    let element: Element | null = label;
    element && element !== card;
    element = element.parentElement
  ) {
    if (element.nextElementSibling) return element.nextElementSibling;
  }
  return null;
}

function textOf(element: Element): string {
  const input = element.matches('input, textarea')
    ? element
    : element.querySelector('input, textarea');
  return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement
    ? input.value
    : textWithoutControls(element);
}

export function read(win: Window): Promise<ReadResult> {
  return readResult(async (): Promise<RawRecord> => {
    const [, type, old, id] =
      /\/contacts\/\d+\/(?:record\/(0-3|0-1)|(deal|contact))\/(\d+)/.exec(win.location.pathname) ??
      [];
    if (!id) throw new ReadError('notARecord');
    const object = type === '0-3' || old === 'deal' ? 'deal' : 'contact';
    const { document } = win;
    const isLoaded = msSinceNavigation(win) > LOADED_MS;
    const fields: Record<string, RawField> = {};
    const title = [...document.querySelectorAll(TITLE)].find(isRendered);
    if (title) fields.name = { text: textWithoutControls(title), source: 'dom' };
    // Hidden tabs stay in the document: only visible cards count.
    const cards = [...document.querySelectorAll(CARDS)].filter(isRendered);
    for (const card of cards) {
      for (const label of card.querySelectorAll(LABEL)) {
        const field = fieldByLabel(textWithoutControls(label));
        const element = field && !fields[field] ? beside(label, card) : null;
        if (!field || !element) continue;
        const shown = textOf(element);
        const iso = isoOf(element.querySelector('time[datetime]') ?? element);
        const text = shown === '' ? null : shown;
        fields[field] = { text, source: 'label', ...(iso ? { iso } : {}) };
      }
    }
    if (object === 'deal') Object.assign(fields, statusOfFlags(fields));
    return {
      crm: 'hubspot',
      object,
      id,
      fields,
      samples: cards.flatMap(samplesIn).slice(0, 120),
      lists: {},
      stillLoading: !isLoaded && Object.keys(fields).length < 3,
      viewer: { id: null, name: null, email: null },
      language: document.documentElement.lang || null,
      timeZone: null,
      complete: false,
      requiredFields: object === 'deal' ? ['name', 'stage', 'amount', 'closeDate'] : ['name'],
    };
  });
}
