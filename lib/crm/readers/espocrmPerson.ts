import { type Ahead, ahead } from './ahead.ts';
import type { Requests } from './espocrmActivities.ts';
import { type Json, obj, optional, txt } from './shape.ts';

/** What EspoCRM's settings say of the signed-in person; a person's own preferences come first. */
export interface Person {
  /** IANA zone in which EspoCRM shows this person's times. */
  timeZone: string | null;
  /** As EspoCRM writes it, for example `de_DE`. */
  language: string | null;
}

/** The id of whoever signed in last in this browser, as EspoCRM's sign-in page keeps it. */
const lastUser = (win: Window): string | null =>
  /^\w{10,40}$/.exec(win.localStorage?.getItem('espo-user-lastUserId') ?? '')?.[0] ?? null;

/** Refused, failed or absent settings are empty: the record can be read without them. */
const settings = (espo: Requests, path: string) =>
  ahead(optional(espo.json(path), (): Json => ({})));

/**
 * The person's settings, requested with the record: their id is known before the CRM answers.
 * @param viewer the id that the CRM confirms: another person's preferences count for nothing.
 */
export async function personOf(
  win: Window,
  espo: Requests,
  viewer: Ahead<string | null>,
): Promise<Person> {
  const id = lastUser(win);
  const general = settings(espo, 'Settings');
  const own: Json | Ahead<Json> = id === null ? {} : settings(espo, `Preferences/${id}`);
  const all = await general;
  const mine: Json = (await viewer) === id ? await own : {};
  const value = (key: string) => txt(mine[key]) ?? txt(all[key]);
  return { timeZone: value('timeZone'), language: value('language') };
}

const LANGUAGE = /^cache-(?:\d+-)?app-language-(\w+)$/;
const JSON_MARK = '__JSON__:';

/** The names that an EspoCRM shows for values, of which the API has only the values. */
export type Names = ReadonlyMap<string, string>;

export const named = (names: Names, value: string | null) => (value && names.get(value)) ?? value;

/**
 * The names that this EspoCRM shows for stages and for roles of contacts: companies rename them.
 * EspoCRM's client keeps its texts of each language in the page's storage.
 */
export function namesOf(win: Window, language: string | null): { stage: Names; role: Names } {
  const keys = Object.keys(win.localStorage ?? {}).filter((key) => LANGUAGE.test(key));
  const of = (name: string | null) => keys.find((key) => LANGUAGE.exec(key)?.[1] === name);
  const key = of(language) ?? (language === null && keys.length === 1 ? keys[0] : undefined);
  const text = key === undefined ? '' : (win.localStorage.getItem(key) ?? '');
  try {
    const texts = obj(JSON.parse(text.replace(JSON_MARK, '') || 'null'));
    const names = (entity: string, field: string): Names =>
      new Map(
        Object.entries(obj(obj(obj(texts[entity]).options)[field])).flatMap(([value, name]) => {
          const shown = txt(name);
          return shown === null ? [] : [[value, shown] as const];
        }),
      );
    return { stage: names('Opportunity', 'stage'), role: names('Contact', 'opportunityRole') };
  } catch {
    return { stage: new Map(), role: new Map() };
  }
}
