import type { Kind, Skill } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { type DealFacts, isOpen } from './facts.ts';
import type { Finding, Signal } from './signal.ts';

/** A question that its facts call for. */
export interface TriggeredSignal extends Finding {
  signal: string;
  number: number;
  kind: Kind;
  skill: Skill | null;
  topic: string;
  limit: number;
  unit: Signal['unit'];
  fingerprint: string;
  /** The sentences of a question that somebody here wrote; null for a shipped one, whose sentences are in the locale files. */
  written: { rep: string; manager: string; name: string; priority: number } | null;
}

/** A prompt that somebody here wrote, ready to be asked. Made by written/compile.ts, from conditions in CEL; this is all that coach() needs of it. */
export interface Written {
  /** `written:` and the row's id: never the id of a shipped signal. */
  id: string;
  check(facts: DealFacts): TriggeredSignal | 'unknown' | null;
}

/** What an organisation sets (docs/decisions/coaching-rules.md): its own thresholds by signal, and the signals it does not want. */
export interface CoachSettings {
  limits: Readonly<Record<string, number>>;
  off: readonly string[];
}

/** Signal and the named values it rests on (docs/decisions/coaching-rules.md): the same facts make the same print on every day and every device. */
export function fingerprint(signal: string, rests: Finding['fingerprintInputs']): string {
  let print = signal;
  for (const key of Object.keys(rests).sort()) print += `;${key}=${JSON.stringify(rests[key])}`;
  return print.length > 2000 ? print.slice(0, 2000) : print;
}

const first = signals.filter((signal) => !signal.last);
const last = signals.filter((signal) => signal.last);

/** Asks every signal and every written prompt. `silent` names those that lack a fact: an unknown fact is never taken for true. */
export function triggerSignals(
  facts: DealFacts,
  settings: CoachSettings,
  written: readonly Written[] = [],
): { triggered: TriggeredSignal[]; notEvaluated: string[] } {
  const triggered: TriggeredSignal[] = [];
  const notEvaluated: string[] = [];
  const open = isOpen(facts);
  const ask = (signal: Signal) => {
    if (settings.off.includes(signal.id)) return;
    if (facts.about === 'contact' && !signal.contact) return;
    if (!open && !signal.closed) return; // a closed deal is over: no warnings about it
    const limit = settings.limits[signal.id] ?? signal.limit;
    const outcome = signal.check(facts, limit, triggered);
    if (outcome === 'unknown') notEvaluated.push(signal.id);
    else if (outcome) {
      const { id, number, kind, skill, topic, unit } = signal;
      triggered.push({
        ...outcome,
        signal: id,
        number,
        kind,
        skill,
        topic,
        limit,
        unit,
        fingerprint: fingerprint(id, outcome.fingerprintInputs),
        written: null,
      });
    }
  };
  first.forEach(ask);
  last.forEach(ask);
  if (open && facts.about === 'deal')
    for (const prompt of written) {
      const outcome = prompt.check(facts);
      if (outcome === 'unknown') notEvaluated.push(prompt.id);
      else if (outcome) triggered.push(outcome);
    }
  triggered.sort(
    (a, b) => b.severity - a.severity || a.number - b.number || a.signal.localeCompare(b.signal),
  );
  return { triggered, notEvaluated };
}
