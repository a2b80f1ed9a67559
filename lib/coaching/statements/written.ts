import {
  type Activity,
  type CrmRecord,
  known,
  STATEMENTS_VERSION,
  type StepSays,
  type StoredSays,
  type TextSays,
} from '../../model/index.ts';

/** A text that a person wrote: a note, or the text of an activity. */
export interface TextPiece {
  text: string;
  at: number;
  from: 'note' | 'activity';
  /**
   * Who wrote it: the buyer for a received message, we for a note and for what we sent or held.
   * Null for a message of unknown direction.
   */
  by: 'buyer' | 'us' | null;
}

/** What decides what a text says: not when it was written. */
export type Text = Omit<TextPiece, 'at'>;

/** Reads texts: with the word lists, or what was read with them earlier. */
export interface TextReader {
  text(text: Text): TextSays;
  /** @param step the text of a next step, without spaces around it. */
  step(step: string): StepSays;
}

/** The texts of a row or a reading, always in the same order. */
export interface Written {
  texts: readonly Text[];
  steps: readonly string[];
}

const NOTHING: TextSays = { said: [], doubts: [] };
const NO_STEP: StepSays = { waits: false, decides: false, dates: [], decisions: [] };
/** Reads nothing in any text. */
export const readsNothing: TextReader = { text: () => NOTHING, step: () => NO_STEP };

function authorOf({ direction, kind }: Activity): TextPiece['by'] {
  if (direction === 'in') return 'buyer';
  return direction === 'out' || kind !== 'email' ? 'us' : null;
}

export const noteText = (text: string): Text => ({ text, from: 'note', by: 'us' });
export const activityText = (item: Activity): Text => ({
  text: item.text ?? item.subject,
  from: 'activity',
  by: authorOf(item),
});

const stepsOf = (step: unknown) =>
  typeof step === 'string' && step.trim() !== '' ? [step.trim()] : [];

/** The texts of a synced row. Most collections have none. */
export function writtenInRow(collection: string, fields: Record<string, unknown>): Written {
  const { text, field, value, nextStep } = fields;
  if (collection === 'note')
    return { texts: typeof text === 'string' ? [noteText(text)] : [], steps: [] };
  if (collection === 'typedFact' && field === 'nextStep')
    return { texts: [], steps: stepsOf(value) };
  return { texts: [], steps: collection === 'dealSnapshot' ? stepsOf(nextStep) : [] };
}

export function writtenInRecord({ kind, fields }: CrmRecord): Written {
  return {
    texts: (known(fields.activities) ?? []).map(activityText),
    steps: kind === 'deal' ? stepsOf(known(fields.nextStep)) : [],
  };
}

/** What texts say, to be stored beside them. */
export const saysOf = ({ texts, steps }: Written, reader: TextReader): StoredSays => ({
  version: STATEMENTS_VERSION,
  texts: texts.map((text) => reader.text(text)),
  steps: steps.map((step) => reader.step(step)),
});

/** Texts and what they say; null where that is not stored, or an older version read it. */
export interface Stored {
  written: Written;
  says: StoredSays | null;
}

/** True where the statements of every text are there. */
export const isRead = ({ written, says }: Stored): boolean =>
  says?.texts.length === written.texts.length && says.steps.length === written.steps.length;

const keyOf = ({ from, by, text }: Text) => `${from}:${by}:${text}`;

/**
 * Reads texts by what is stored about them.
 * @param other reads those that are not stored; by default they say nothing.
 */
export function storedReader(
  stored: readonly Stored[],
  other: TextReader = readsNothing,
): TextReader {
  const texts = new Map<string, TextSays>();
  const steps = new Map<string, StepSays>();
  for (const { written, says } of stored) {
    says?.texts.forEach((value, index) => {
      const text = written.texts[index];
      if (text) texts.set(keyOf(text), value);
    });
    says?.steps.forEach((value, index) => {
      const step = written.steps[index];
      if (step !== undefined) steps.set(step, value);
    });
  }
  return {
    text: (text) => texts.get(keyOf(text)) ?? other.text(text),
    step: (step) => steps.get(step.trim()) ?? other.step(step),
  };
}
