import type {
  Doubt,
  StatementKind,
  StepSays,
  StoredStatement,
  TextSays,
} from '../../model/index.ts';
import { shown } from '../statements/sentences.ts';
import { noteText, type Text, type TextReader } from '../statements/written.ts';
import { buying } from './buying.ts';
import { competitorsIn } from './competitors.ts';
import { stepDates } from './dates.ts';
import { decisionsIn, isDecision } from './decisions.ts';
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
import { noAnswer, oneContact, owed } from './relations.ts';
import { resolved } from './resolved.ts';
import { smaller } from './smaller.ts';
import {
  type Hit,
  hitsIn,
  type Reader,
  type Sentence,
  sentencesIn,
  writtenWords,
} from './statement.ts';
import { trouble } from './trouble.ts';
import { isWaiting, reminder, request } from './waiting.ts';

/** Kinds that depend on the sentence and its author alone. */
const readers: Readonly<
  Record<Exclude<StatementKind, 'decision' | 'newPerson' | 'pause' | 'rival'>, Reader>
> = {
  buying,
  departure: departures,
  executive: executives,
  handover,
  hardWords,
  noAnswer,
  objection: objections,
  oneContact,
  owed,
  progress,
  reminder,
  request,
  resolved,
  smaller,
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
  'gap.budget': gapOf('budget'),
  'gap.champion': gapOf('champion'),
  'gap.competition': gapOf('competition'),
};

/** The first sure statement of a kind in a text. */
function firstOf(kind: StatementKind, read: Reader, text: Text): StoredStatement[] {
  const hit = hitsIn(text, read).find(({ sure }) => sure);
  if (!hit) return [];
  const { sentence } = hit;
  return [{ kind, sentence: shown(sentence.written), hit: writtenWords(sentence, hit) }];
}

/** A name as it is read, with the words to show where the sentence writes it in short. */
function nameOf(sentence: Sentence, hit: Hit & { words: string }) {
  const written = writtenWords(sentence, hit);
  const { words: name, sure } = hit;
  return written === name ? { name, sure } : { name, sure, written };
}

/** Which names are new depends on the deal, so that every name that a sentence contains is kept. */
function named(sentence: Sentence, text: Text): StoredStatement[] {
  const { read } = sentence;
  const show = shown(sentence.written);
  const found: StoredStatement[] = [];
  const person = newPerson([])(read, text);
  if (person?.sure && person.words !== undefined)
    found.push({
      kind: 'newPerson',
      sentence: show,
      hit: null,
      names: [nameOf(sentence, { ...person, words: person.words })],
    });
  const { names, other } = competitorsIn(read, text);
  if (other?.sure || names.some(({ sure }) => sure))
    found.push({
      kind: 'rival',
      sentence: show,
      hit: other?.sure ? writtenWords(sentence, other) : null,
      names: names.map((name) => nameOf(sentence, name)),
    });
  return found;
}

function readText(text: Text): TextSays {
  const said = Object.entries(readers).flatMap(([kind, read]) =>
    firstOf(kind as StatementKind, read, text),
  );
  said.push(...decisionsIn(text));
  const doubts: Doubt[] = [];
  for (const [index, sentence] of sentencesIn(text).entries()) {
    said.push(...named(sentence, text));
    const ends = pauseEnds(sentence.read);
    if (ends.length > 0)
      said.push({ kind: 'pause', sentence: shown(sentence.written), hit: null, ends });
    const doubt = doubtIn(sentence.written, text);
    if (doubt) doubts.push({ sentence: index, ...doubt });
  }
  return { said, doubts };
}

/** A text with something of most kinds. */
const SAMPLE = noteText(
  'Ruth from finance joins next week. They compare us with a competitor; the budget is open, and ' +
    'legal has not answered. We agreed to wait until January. Can you send the contract?',
);

/** Reads a text kind by kind, for nothing but the patterns that this makes: each takes a while. */
export function* readInParts(text: Text = SAMPLE): Generator<void> {
  for (const read of Object.values(readers)) {
    yield;
    hitsIn(text, read);
  }
  for (const read of [decisionsIn, readText, ({ text: step }: Text) => readStep(step)]) {
    yield;
    read(text);
  }
}

const readStep = (step: string): StepSays => ({
  waits: isWaiting(step) === 'sure',
  decides: isDecision(step),
  dates: stepDates(step),
  decisions: decisionsIn(noteText(step)),
});

/** Reads texts with the word lists. */
export const wordReader: TextReader = { text: readText, step: readStep };
