import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { initials, moment } from '../../components/ui/format.ts';

const now = { ms: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'America/Los_Angeles' };
beforeEach(() => {
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('en-GB');
});

describe('initials', () => {
  it.each([
    ['Tomas Lindqvist', 'TL'],
    ['Ada', 'A'],
    ['ana maría lópez', 'AL'],
    ['𠮷田 太郎', '𠮷太'],
    ['🦊 Fox', '🦊F'],
    ['👩‍💻 Ada', '👩‍💻A'],
    ['E\u0301ric Zola', 'E\u0301Z'],
    ['🇪🇸', '🇪🇸'],
    ['  ', '?'],
    ['', '?'],
  ])('%s', (name, expected) => expect(initials(name)).toBe(expected));
});

describe('moment', () => {
  it.each([
    ['2026-11-22T09:05:00Z', '01:05'],
    ['2026-11-22T07:30:00Z', '21 Nov'],
    ['2025-11-22T12:00:00Z', '22 Nov 2025'],
  ])('%s', (at, expected) => expect(moment(Date.parse(at), now)).toBe(expected));
  it.each([8.65e15, Number.NaN, Number.POSITIVE_INFINITY])('%s is no moment, and stops nobody from reading', (ms) => expect(moment(ms, now)).toBe(''));
});
