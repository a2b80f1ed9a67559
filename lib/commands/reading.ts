import type * as z from 'zod/mini';
import { ReaderResponse } from '../messages/index.ts';
import type { CrmRecord, RawRecord, ReadFailure, RecordRef } from '../model/index.ts';
import { type Navigation, sameNavigation, withholds } from '../model/index.ts';
import type { SidelineDb } from '../store/index.ts';
import { failReading, finishReading, isAbout, type ReadRequest, viewsOf } from './records.ts';
import { singleFlight } from './singleFlight.ts';

export interface ReadingDeps {
  store(): Promise<SidelineDb>;
  /** Whether there is a reader for this CRM. */
  reads(crm: string): boolean;
  /** Runs a script in the tab's top document. @returns its result. */
  inject(tabId: number, file: `/${string}.js`): Promise<unknown>;
  /** Whether the browser allows access to the tab's page. */
  isPermitted(tabId: number): Promise<boolean>;
  normalise(raw: RawRecord, requested: RecordRef, now: number): CrmRecord;
  /** Stores a reading of the page at `href`, with everything that depends on it. */
  keep(record: CrmRecord, href: string | null): Promise<void>;
  /** The record on the page at `href` could not be read. */
  failed(href: string | null): void;
  /** Updates a tab's host and button from its view. */
  refresh(tabId: number): Promise<void>;
  now(): number;
  report(error: unknown): void;
  wait(ms: number, then: () => void): () => void;
}

/** A slow CRM may take this long; the browser stops a worker that waits longer. */
const READ_MS = 25_000;
/** The shortest time between a reading and the next one that was requested during it. */
const LEAST_MS = 1500;

/** A requested reading, and the page that shows the record. */
type PageRequest = ReadRequest & { href: string | null };

type Response = z.infer<typeof ReaderResponse>;

/** The response in place of a reader's that did not come. */
function failed(navigation: Navigation, failure: ReadFailure): Response {
  return { navigation, result: { ok: false, failure } };
}

/**
 * Reads the record in a tab. One reading runs at a time per navigation, so that a running one never
 * delays the next record.
 */
export function createReading(deps: ReadingDeps) {
  async function ask(tabId: number, navigation: Navigation, crm: string): Promise<Response> {
    let stop = () => {};
    const late = new Promise<null>((done) => {
      stop = deps.wait(READ_MS, () => done(null));
    });
    try {
      const response = await Promise.race([deps.inject(tabId, `/reader-${crm}.js`), late]);
      if (response === null) return failed(navigation, 'unreachable');
      const parsed = ReaderResponse.safeParse(response);
      return parsed.success ? parsed.data : failed(navigation, 'unexpected');
    } catch {
      // The browser's error messages differ between versions, so the permission is checked instead.
      return failed(navigation, (await deps.isPermitted(tabId)) ? 'unreachable' : 'notPermitted');
    } finally {
      stop();
    }
  }

  /** Null where it could not be read or stored: an unexpected page, or a full disk. */
  async function stored(raw: RawRecord, { ref, href }: PageRequest): Promise<CrmRecord | null> {
    try {
      const record = deps.normalise(raw, ref, deps.now());
      await deps.keep(record, href);
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
    const request: PageRequest = { tabId, navigation, ref: view.ref, href: view.href ?? null };
    if (!deps.reads(request.ref.crm)) {
      if (await finishReading(db, request, request.ref, deps.now())) await deps.refresh(tabId);
      return;
    }
    const { navigation: readOn, result } = await ask(tabId, navigation, request.ref.crm);
    // The tab navigated during the reading: the response is about something else.
    if (!sameNavigation(readOn, navigation) || !isAbout(await db.views.get(tabId), request)) return;
    if (!result.ok) {
      deps.failed(request.href);
      const others = await viewsOf(db, request.ref).primaryKeys();
      if (!(await failReading(db, request, result.failure, deps.now()))) return;
      await deps.refresh(tabId);
      if (withholds(result.failure))
        await Promise.all(others.filter((id) => id !== tabId).map((id) => deps.refresh(id)));
      return;
    }
    // The address has changed, but the page has not yet.
    if (result.record.id !== request.ref.id) return readLater(request);
    const record = await stored(result.record, request);
    if (record === null) {
      if (await failReading(db, request, 'unexpected', deps.now())) await deps.refresh(tabId);
      return;
    }
    if (!(await finishReading(db, request, record.ref, deps.now()))) return;
    await deps.refresh(tabId);
    if (record.reading.filling || record.reading.viewerLoading) readLater(request);
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
  const readLater = ({ tabId, navigation }: ReadRequest) =>
    void deps.wait(LEAST_MS, () => void read(tabId, navigation).catch(deps.report));
  return read;
}
