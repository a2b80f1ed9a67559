import type { Doubt, Said, SaidKind, StepSays, TextSays } from '../../model/index.ts';
import { plain, shown } from '../said/sentences.ts';
import type { Text, TextReader } from '../said/written.ts';
import { buying } from './buying.ts';
import { stepDates } from './dates.ts';
import { departures } from './departures.ts';
import { doubtIn } from './doubt.ts';
import { executives } from './executives.ts';
import { gapOf } from './gaps.ts';
import { handover } from './handover.ts';
import { hardWords } from './hardWords.ts';
import { newPerson } from './newPerson.ts';
import { objections } from './objections.ts';
import { pauseEnds } from './pause.ts';
import { progress } from './progress.ts';
import { rivalsIn } from './rivals.ts';
import { type Reader, sentencesIn } from './statement.ts';
import { trouble } from './trouble.ts';
import { isWaiting } from './waiting.ts';

/** Kinds that depend on the sentence and its author alone. */
const readers: Readonly<Record<Exclude<SaidKind, 'newPerson' | 'pause' | 'rival'>, Reader>> = {
  buying,
  departure: departures,
  executive: executives,
  handover,
  hardWords,
  objection: objections,
  progress,
  trouble,
  'gap.price': gapOf('price'),
  'gap.paper': gapOf('paper'),
  'gap.decider': gapOf('decider'),
  'gap.approval': gapOf('approval'),
  'gap.criteria': gapOf('criteria'),
  'gap.metrics': gapOf('metrics'),
  'gap.pain': gapOf('pain'),
  'gap.event': gapOf('event'),
  'gap.plan': gapOf('plan'),
};

/** The first sure statement of a kind in a text. */
function firstOf(kind: SaidKind, read: Reader, text: Text): Said[] {
  for (const sentence of sentencesIn(text)) {
    const hit = read(plain(sentence), text);
    if (hit?.sure)
      return [{ kind, sentence: shown(sentence), hit: sentence.slice(hit.from, hit.to) }];
  }
  return [];
}

/** Which names are new depends on the deal, so that every name that a sentence contains is kept. */
function named(sentence: string, text: Text): Said[] {
  const [straight, show] = [plain(sentence), shown(sentence)];
  const found: Said[] = [];
  const person = newPerson([])(straight, text);
  if (person?.sure && person.words !== undefined)
    found.push({
      kind: 'newPerson',
      sentence: show,
      hit: null,
      names: [{ name: person.words, sure: true }],
    });
  const { names, other } = rivalsIn(straight, text);
  if (other?.sure || names.some(({ sure }) => sure))
    found.push({
      kind: 'rival',
      sentence: show,
      hit: other?.sure ? sentence.slice(other.from, other.to) : null,
      names: names.map(({ words, sure }) => ({ name: words, sure })),
    });
  return found;
}

function readText(text: Text): TextSays {
  const sentences = sentencesIn(text);
  const said = Object.entries(readers).flatMap(([kind, read]) =>
    firstOf(kind as SaidKind, read, text),
  );
  const doubts: Doubt[] = [];
  for (const [index, sentence] of sentences.entries()) {
    said.push(...named(sentence, text));
    const ends = pauseEnds(plain(sentence));
    if (ends.length > 0) said.push({ kind: 'pause', sentence: shown(sentence), hit: null, ends });
    const doubt = doubtIn(plain(sentence), text);
    if (doubt) doubts.push({ sentence: index, ...doubt });
  }
  return { said, doubts };
}

const readStep = (step: string): StepSays => ({
  waits: isWaiting(step) === 'sure',
  dates: stepDates(step),
});

/** Reads texts with the word lists. */
export const wordReader: TextReader = { text: readText, step: readStep };
