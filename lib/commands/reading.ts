import type * as z from 'zod/mini';
import { ReaderAnswer } from '../messages/index.ts';
import type { CrmRecord, RawRecord, ReadFailure, RecordRef } from '../model/index.ts';
import { type Navigation, sameNavigation } from '../model/index.ts';
import type { SidelineDb } from '../store/index.ts';
import { type Asked, failReading, finishReading, isAbout } from './records.ts';
import { singleFlight } from './singleFlight.ts';

export interface ReadingDeps {
  store(): Promise<SidelineDb>;
  /** Whether there is a reader for this CRM. */
  reads(crm: string): boolean;
  /** Runs a script in the tab's top document. @returns what it came to. */
  inject(tabId: number, file: `/${string}.js`): Promise<unknown>;
  /** Whether the browser lets us into the tab's page. */
  isPermitted(tabId: number): Promise<boolean>;
  normalise(raw: RawRecord, asked: RecordRef, now: number): CrmRecord;
  /** Keeps a reading, with all that follows from it. */
  keep(record: CrmRecord): Promise<void>;
  /** Tells a tab's host and button what its view has come to. */
  refresh(tabId: number): Promise<void>;
  now(): number;
  report(error: unknown): void;
  wait(ms: number, then: () => void): () => void;
}

/**
 * A reading may take as long as a slow CRM; a worker waiting longer than this is stopped by the
 * browser anyway.
 */
const READ_MS = 25_000;
/** Least time between a reading and the next one that was asked for during it. */
const LEAST_MS = 1500;

type Answer = z.infer<typeof ReaderAnswer>;

/** What stands for an answer where the reader gave none. */
function noAnswer(navigation: Navigation, failure: ReadFailure): Answer {
  return { navigation, result: { ok: false, failure } };
}

/**
 * Reads what a tab shows, once at a time in each navigation: one on its way never keeps the next
 * record waiting.
 */
export function createReading(deps: ReadingDeps) {
  async function ask(tabId: number, navigation: Navigation, crm: string): Promise<Answer> {
    let stop = () => {};
    const late = new Promise<null>((done) => {
      stop = deps.wait(READ_MS, () => done(null));
    });
    try {
      const answer = await Promise.race([deps.inject(tabId, `/reader-${crm}.js`), late]);
      if (answer === null) return noAnswer(navigation, 'unreachable');
      const parsed = ReaderAnswer.safeParse(answer);
      return parsed.success ? parsed.data : noAnswer(navigation, 'unexpected');
    } catch {
      // The browser's sentences differ from version to version: what it lets us do tells more.
      return noAnswer(navigation, (await deps.isPermitted(tabId)) ? 'unreachable' : 'notPermitted');
    } finally {
      stop();
    }
  }

  /** Null where it could not be read or kept: a full disk, or a page that no reader expected. */
  async function kept(raw: RawRecord, asked: RecordRef): Promise<CrmRecord | null> {
    try {
      const record = deps.normalise(raw, asked, deps.now());
      await deps.keep(record);
      return record;
    } catch (error) {
      deps.report(error);
      return null;
    }
  }

  async function readOnce(tabId: number, navigation: Navigation): Promise<void> {
    const db = await deps.store();
    const view = await db.views.get(tabId);
    if (!view?.ref || !sameNavigation(view.navigation, navigation)) return;
    const asked: Asked = { tabId, navigation, ref: view.ref };
    if (!deps.reads(asked.ref.crm)) {
      if (await finishReading(db, asked, asked.ref, deps.now())) await deps.refresh(tabId);
      return;
    }
    const { navigation: answered, result } = await ask(tabId, navigation, asked.ref.crm);
    // The page moved on while it was being read: whatever came back is about something else.
    if (!sameNavigation(answered, navigation) || !isAbout(await db.views.get(tabId), asked)) return;
    if (!result.ok) {
      if (await failReading(db, asked, result.failure, deps.now())) await deps.refresh(tabId);
      return;
    }
    // The address has changed and the page has not yet.
    if (result.record.id !== asked.ref.id) return readLater(asked);
    const record = await kept(result.record, asked.ref);
    if (record === null) {
      if (await failReading(db, asked, 'unexpected', deps.now())) await deps.refresh(tabId);
      return;
    }
    if (!(await finishReading(db, asked, record.ref, deps.now()))) return;
    await deps.refresh(tabId);
    if (record.reading.filling) readLater(asked);
  }

  const flights = singleFlight(
    (key) => {
      const [tabId, navigation] = JSON.parse(key) as [number, Navigation];
      return readOnce(tabId, navigation);
    },
    (then) => deps.wait(LEAST_MS, then),
    deps.report,
  );
  function read(tabId: number, { document, number }: Navigation): Promise<void> {
    return flights(JSON.stringify([tabId, { document, number }]));
  }
  const readLater = ({ tabId, navigation }: Asked) =>
    void deps.wait(LEAST_MS, () => void read(tabId, navigation).catch(deps.report));
  return read;
}
