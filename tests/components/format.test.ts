import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { count, initials, moment } from '../../components/ui/format.ts';

const speak = (language: string) =>
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => language);

describe('initials', () => {
  it.each([
    ['Dana Reyes', 'DR'],
    ['  Ruth  ', 'R'],
    ['Ana María de la Cruz', 'AC'],
    ['', '?'],
    ['𝒜da 𝒵oe', '𝒜𝒵'],
    ['👩‍👧 Ruth', '👩‍👧R'],
    ['🇩🇪 Team', '🇩🇪T'],
    ['e\u0301lodie z\u030c', 'E\u0301Z\u030c'],
    ['李 小龙', '李小'],
    ['नि शा', 'निशा'],
  ])('of “%s” are “%s”', (name, expected) => expect(initials(name)).toBe(expected));
  it('are in capitals by the rules of the person’s language', () => {
    speak('tr');
    expect(initials('ismail ışık')).toBe('İI');
  });
});

describe('numbers and moments', () => {
  it('are written in the language of the person, not in the system’s', () => {
    speak('de');
    expect(count(1234.5)).toBe('1.234,5');
    expect(count(9.26, { maximumFractionDigits: 1 })).toBe('9,3');
  });
  it('are a time today and a date otherwise, in the zone of the organisation', () => {
    const now = { ms: Date.UTC(2026, 10, 22, 12), timeZone: 'Pacific/Auckland' };
    expect(moment(Date.UTC(2026, 10, 22, 11, 30), now)).toBe('00:30');
    expect(moment(Date.UTC(2026, 10, 22, 10, 30), now)).toBe('22 Nov');
  });
});

it('no component formats without naming a language', () => {
  const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  expect(files.length).toBeGreaterThan(50);
  const formatters = [
    'NumberFormat',
    'DateTimeFormat',
    'RelativeTimeFormat',
    'ListFormat',
    'PluralRules',
    'Segmenter',
    'Collator',
  ].join('|');
  const withoutLanguage = new RegExp(
    [
      String.raw`(?:${formatters})\(\s*(?:\)(?!\.resolvedOptions)|undefined)`,
      String.raw`\.toLocale(?:Date|Time)?String\(\s*(?:\)|undefined)`,
    ].join('|'),
  );
  expect(
    files.filter((name) => withoutLanguage.test(readFileSync(`components/${name}`, 'utf8'))),
  ).toEqual([]);
});
