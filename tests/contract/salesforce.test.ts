import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Salesforce's own page objects describe the real Lightning pages. Every name that our reader uses
 * and that the CRM emulator renders is either in them, or listed here with the reason why it is
 * used.
 */
const root = join(
  dirname(createRequire(import.meta.url).resolve('salesforce-pageobjects/package.json')),
  'dist',
);
const described = new Set<string>();
for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.utam.json')) continue;
  for (const word of readFileSync(join(root, name), 'utf8').match(/[A-Za-z_][\w-]+/g) ?? [])
    described.add(word);
}

const EXEMPT: Record<string, string> = {
  'sfdc:RecordField': 'an attribute that public extensions read; no page object needs it',
  SaveEdit: 'the button’s name in public code; the page objects know it by its class',
  lafPageHost: 'public code',
};
const PREFIXES = [
  'records',
  'record_flexipage',
  'force',
  'lightning',
  'flexipage',
  'runtime_sales',
  'one',
];
const CUSTOM_ELEMENT = new RegExp(`\\b((?:${PREFIXES.join('|')})[-_][\\w-]+)\\b`, 'g');
const words = {
  reader: [
    'records-record-layout-item',
    'field-label',
    'outputField',
    'inputField',
    'lightning-formatted-text',
    'lightning-formatted-number',
    'lightning-formatted-name',
    'lightning-formatted-rich-text',
    'lightning-formatted-email',
    'force-owner-lookup',
    'force-lookup',
    'records-hoverable-link',
    'records-highlights2',
    'primaryField',
    'runtime_sales_pathassistant-path-step',
    'slds-path__title',
    'data-label',
    'runtime_sales_pathassistantPathAssistantTab',
    'test-id__field-label',
  ],
  emulator: [
    'one-record-home-flexipage2',
    'records-lwc-highlights-panel',
    'secondaryFields',
    'records-lwc-detail-panel',
    'records-base-record-form',
    'record-layout-container',
    'records-lwc-record-layout',
    'forcegenerated-record-layout2',
    'records-record-layout-section',
    'records-record-layout-row',
    'flexipage-field',
    'data-field-id',
    'flexipage-field-section2',
    'runtime_sales_pathassistant-path',
    'slds-path__link',
    'records-form-footer',
    'save-button',
    'inline-edit-trigger',
    'oneConsoleTabset',
    'oneConsoleTabItem',
    'entityNameTitle',
  ],
};

describe('names of Lightning', () => {
  const reader = ['salesforce', 'salesforcePath']
    .map((name) => readFileSync(`lib/crm/readers/${name}.ts`, 'utf8'))
    .join('\n');
  const emulator = readFileSync('demo/pages/salesforce.js', 'utf8');
  it.each(words.reader)('the reader’s %s is Salesforce’s', (word) => {
    expect(reader).toContain(word);
    expect(described.has(word), word).toBe(true);
  });
  it.each(words.emulator)('the CRM emulator’s %s is Salesforce’s', (word) => {
    expect(emulator).toContain(word);
    expect(described.has(word), word).toBe(true);
  });
  it('every other custom element in the reader and the CRM emulator is known or exempt', () => {
    const used = new Set(
      [...`${reader}\n${emulator}`.matchAll(CUSTOM_ELEMENT)].map((match) => match[1] ?? ''),
    );
    const unknown = [...used].filter((word) => !described.has(word) && !(word in EXEMPT));
    // The page objects lack the date-time output and two stencils; the reader only waits for them.
    expect(
      unknown.filter(
        (word) => !/stencil|date-time|record-layout2|spinner|flexipage-module/.test(word),
      ),
    ).toEqual([]);
  });
  it('the exemptions are really not described', () => {
    for (const word of Object.keys(EXEMPT)) expect(described.has(word)).toBe(false);
  });
});
