import type { TriggeredSignal } from '../coaching/index.ts';
import { type KeptPicture, type Picture, type Pictures, parseScope } from '../model/index.ts';
import type { TabView } from '../store/index.ts';
import type { RecordView } from './record.ts';

/** A picture counts for this long. */
export const PICTURE_MS = 15 * 60_000;
/** As many pictures are kept, the newest. */
export const MOST_PICTURES = 12;

export const noPictures: Pictures = { viewers: {}, kept: [] };

/** The page and the account that a picture is for. */
export type PictureOf = Pick<KeptPicture, 'store' | 'origin' | 'refKey'>;

const isOf = (kept: KeptPicture, of: PictureOf) =>
  kept.store === of.store && kept.origin === of.origin && kept.refKey === of.refKey;

/** The record of a picture, without its account. */
type PicturedRecord = Pick<PictureOf, 'origin' | 'refKey'>;

function pictured(view: TabView | undefined): PicturedRecord | null {
  const origin = URL.parse(view?.href ?? '')?.origin;
  return view?.refKey && origin !== undefined ? { origin, refKey: view.refKey } : null;
}

/**
 * The record whose picture a tab may paint: the one that its page was loaded with, since later ones
 * are read by then. None where it could not be read, or may be no record.
 */
export function pictureToPaint(view: TabView | undefined): PicturedRecord | null {
  const found = pictured(view);
  if (!view || !found || view.navigation.number > 1) return null;
  return view.state === 'failed' || (view.unsure && view.state === 'reading') ? null : found;
}

/** The record of which a tab sends a picture; null where it shows another one by now. */
export function pictureToStore(view: TabView | undefined, refKey: string): PicturedRecord | null {
  const found = pictured(view);
  return view?.state === 'ready' && found?.refKey === refKey ? found : null;
}

/**
 * The picture that may be painted: young, of this account and record, and of the CRM user whose
 * reading on this origin was the last one and succeeded.
 */
export function pictureFor(all: Pictures, of: PictureOf, now: number): Picture | null {
  const kept = all.kept.find((item) => isOf(item, of));
  if (!kept || all.viewers[of.origin] !== kept.viewer) return null;
  const age = now - kept.at;
  return age >= 0 && age <= PICTURE_MS ? kept.picture : null;
}

/** Keeps a picture in place of the record's last one. Without the CRM's user there is none. */
export function withPicture(all: Pictures, of: PictureOf, picture: Picture, now: number): Pictures {
  const others = all.kept.filter((item) => !isOf(item, of) && now - item.at <= PICTURE_MS);
  const viewer = all.viewers[of.origin];
  if (viewer === undefined) return { ...all, kept: others };
  const kept = [{ ...of, viewer, at: now, picture }, ...others].slice(0, MOST_PICTURES);
  return { ...all, kept };
}

/** A reading succeeded as this CRM user. */
export function afterReading(all: Pictures, origin: string, viewer: string): Pictures {
  const kept = all.kept.filter((item) => item.origin !== origin || item.viewer === viewer);
  return { viewers: { ...all.viewers, [origin]: viewer }, kept };
}

/** A reading succeeded without its CRM user: nobody's pictures count until the next one has one. */
export function afterUnknownReading(all: Pictures, origin: string): Pictures {
  const { [origin]: _, ...viewers } = all.viewers;
  return { ...all, viewers };
}

/** A reading failed, or the CRM asked somebody to sign in: nothing of this origin is certain. */
export function afterDoubt(all: Pictures, origin: string): Pictures {
  const { viewers, kept } = afterUnknownReading(all, origin);
  return { viewers, kept: kept.filter((item) => item.origin !== origin) };
}

/** Whether what could be painted before may not be painted after a change. */
export function voidsSome(before: Pictures, after: Pictures): boolean {
  const isLost = (kept: KeptPicture) => !after.kept.includes(kept);
  const isDoubted = (origin: string) => before.viewers[origin] !== after.viewers[origin];
  return before.kept.some(isLost) || Object.keys(before.viewers).some(isDoubted);
}

/**
 * Rows were written: the pictures of their records show what was before. A row about no record may
 * change every panel.
 */
export function afterChanges(all: Pictures, refKeys: readonly string[]): Pictures {
  const isOld = refKeys.includes('') ? () => true : (key: string) => refKeys.includes(key);
  return { ...all, kept: all.kept.filter(({ refKey }) => !isOld(refKey)) };
}

const isPrivate = ({ scope }: { scope: string }) => parseScope(scope)?.kind === 'private';

/**
 * Whether what the panel shows of a record may be kept: none of it may rest on a text that only
 * this person may read.
 */
export function mayKeep(
  view: RecordView,
  shown: readonly TriggeredSignal[],
  user: string,
): boolean {
  const { rows, record } = view;
  if (record === null || record.reading.filling || shown.length === 0) return false;
  // Values that were typed for oneself are among the facts.
  if (rows.facts.some(isPrivate)) return false;
  // A forecast is its person's alone; items of a list may be quoted.
  if ([...rows.calls, ...rows.checks, ...rows.steps].some(isPrivate)) return false;
  const hasPrivateText = [...rows.notes, ...rows.replies, ...rows.commitments].some(isPrivate);
  return shown.every((item) => {
    // Questions that people wrote may be their own.
    if (item.authored) return false;
    // An answer that returns with its question is repeated there.
    const isAnswered = rows.notes.some(
      ({ fields: { author, kind, prompt } }) =>
        author === user && kind === 'answer' && prompt?.signal === item.signal,
    );
    const quotes = item.evidence.some(({ fact }) => fact === 'said' || fact === 'commitment');
    return !isAnswered && !(quotes && hasPrivateText);
  });
}
