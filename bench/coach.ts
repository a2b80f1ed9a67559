import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileAll, factValues } from '../lib/coaching/authored/index.ts';
import { wordReader } from '../lib/coaching/evidence/read.ts';
import {
  type CompiledPrompt,
  coach,
  type DealFacts,
  dealFacts,
  type Stored,
  saysOf,
  signals,
  storedReader,
  writtenInRecord,
  writtenInRow,
} from '../lib/coaching/index.ts';
import { prompt } from '../tests/helpers/prompts.ts';
import { type DealInput, deals } from './deals.ts';
import { median, quantile, type Row, report, row } from './table.ts';

const DEALS = 10_000;
const PEER_DEALS = 300;
const PROMPTS = 100;
const ROUNDS = 3;
const NOW = { ms: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'Europe/London' };

/** One condition, as CEL for Sideline and as JSON for the peer. */
interface Pair {
  cel: string;
  json: { fact: string; operator: string; value: unknown }[];
}

/** A hundred conditions of two or three parts over the documented facts, like managers' own. */
function conditions(): Pair[] {
  const stages = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'];
  return Array.from({ length: PROMPTS }, (_, index): Pair => {
    const amount = 5000 + index * 1500;
    const days = 5 + (index % 40);
    const stage = stages[index % 4] ?? '';
    switch (index % 4) {
      case 0:
        return {
          cel: `deal.amount > ${amount} && deal.stage == "${stage}"`,
          json: [
            { fact: 'amount', operator: 'greaterThan', value: amount },
            { fact: 'stage', operator: 'equal', value: stage },
          ],
        };
      case 1:
        return {
          cel: `deal.quietDays > ${days} && deal.contacts < ${1 + (index % 4)}`,
          json: [
            { fact: 'quietDays', operator: 'greaterThan', value: days },
            { fact: 'contacts', operator: 'lessThan', value: 1 + (index % 4) },
          ],
        };
      case 2:
        return {
          cel: `deal.daysInStage > ${days * 2} && deal.daysToClose < ${days} && !deal.hasNextStep`,
          json: [
            { fact: 'daysInStage', operator: 'greaterThan', value: days * 2 },
            { fact: 'daysToClose', operator: 'lessThan', value: days },
            { fact: 'hasNextStep', operator: 'equal', value: false },
          ],
        };
      default:
        return {
          cel: `deal.closeDatePushes >= ${1 + (index % 3)} && deal.ageDays > ${days * 3}`,
          json: [
            { fact: 'closeDatePushes', operator: 'greaterThanInclusive', value: 1 + (index % 3) },
            { fact: 'ageDays', operator: 'greaterThan', value: days * 3 },
          ],
        };
    }
  });
}

function promptsOf(pairs: readonly Pair[]): CompiledPrompt[] {
  return compileAll(
    pairs.map(({ cel }, index) => {
      const fields = prompt({
        name: `P${index}`,
        when: cel,
        rep: `What about ${index}?`,
        manager: `How about ${index}?`,
        kind: 'process',
        skill: null,
        at: index,
      });
      return { id: `p${index}`, fields };
    }),
  );
}

/** What the texts of a deal say: stored with the texts, so that it is not part of the measure. */
const stored = new WeakMap<DealInput, Stored[]>();
function storedOf(input: DealInput): Stored[] {
  const texts = [
    writtenInRecord(input.record),
    ...input.notes.map((note) => writtenInRow('note', note)),
  ];
  const says = texts.map((written) => ({ written, says: saysOf(written, wordReader) }));
  stored.set(input, says);
  return says;
}

function factsOf(input: DealInput): DealFacts {
  const { record, snapshots, notes } = input;
  const reader = storedReader(stored.get(input) ?? storedOf(input));
  return dealFacts({ record, snapshots, notes, reader }, NOW, (_, text) => text);
}

/** Milliseconds per deal for facts, all signals, all prompts and the ranking. */
function run(
  inputs: readonly DealInput[],
  authored: readonly CompiledPrompt[],
): { total: number; each: number[] } {
  for (const input of inputs) storedOf(input);
  const each: number[] = [];
  const began = performance.now();
  for (const input of inputs) {
    const start = performance.now();
    coach(factsOf(input), { authored });
    each.push(performance.now() - start);
  }
  return { total: performance.now() - began, each };
}

interface Engine {
  addRule(rule: unknown): void;
  run(facts: Record<string, unknown>): Promise<unknown>;
}

/** The peer, installed only into its own folder. */
async function peerEngine(): Promise<new (rules?: unknown[], options?: unknown) => Engine> {
  const folder = resolve('bench/peers/rules');
  if (!existsSync(`${folder}/node_modules/json-rules-engine`))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  const module = (await import(
    pathToFileURL(`${folder}/node_modules/json-rules-engine/dist/index.js`).href
  )) as { default: { Engine: never }; Engine?: never };
  return module.Engine ?? module.default.Engine;
}

/**
 * As many rules as Sideline has signals and prompts. In the peer, signals are plain thresholds of
 * two or three facts, which is less work than in Sideline, and its facts are computed before the
 * measurement starts: both favour the peer.
 */
async function peer(inputs: readonly DealInput[], pairs: readonly Pair[]): Promise<number> {
  const Engine = await peerEngine();
  const engine = new Engine([], { allowUndefinedFacts: true });
  const thresholds = pairs.slice(0, signals.length).map(({ json }) => json);
  for (const [index, all] of [...thresholds, ...pairs.map(({ json }) => json)].entries())
    engine.addRule({ conditions: { all }, event: { type: `rule-${index}` } });
  const flat = inputs.map((input) => factValues(factsOf(input)));
  const began = performance.now();
  for (const values of flat) await engine.run(values);
  return performance.now() - began;
}

/** `npm run bench -- coach`: the time to coach many deals, and how it grows. */
export async function coachBench(): Promise<void> {
  const pairs = conditions();
  const authored = promptsOf(pairs);
  if (authored.length !== PROMPTS)
    throw new Error(
      `only ${authored.length} of ${PROMPTS} prompts work: this would measure nothing`,
    );
  const inputs = deals(DEALS);
  run(inputs.slice(0, 1000), authored); // warm
  const ours: number[] = [];
  const theirs: number[] = [];
  let each: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const result = run(inputs, authored);
    ours.push(DEALS / (result.total / 1000));
    each = each.concat(result.each);
    theirs.push(PEER_DEALS / ((await peer(inputs.slice(0, PEER_DEALS), pairs)) / 1000));
  }
  const rows: Row[] = [
    row(
      `deals a second, ${signals.length} signals and ${PROMPTS} prompts, against json-rules-engine`,
      median(ours),
      median(theirs),
      '≥ 10×',
      (_, ratio) => ratio >= 10,
    ),
    row('one deal’s prompts, p50, ms', quantile(each, 0.5), null, '', null),
    row('one deal’s prompts, p99, ms', quantile(each, 0.99), null, '≤ 2', (value) => value <= 2),
  ];
  let base = 0;
  for (const count of [1000, 10_000, 100_000]) {
    // The same deals repeatedly: a hundred thousand different ones would measure the garbage
    // collector.
    let total = 0;
    for (let done = 0; done < count; done += Math.min(count, DEALS))
      total += run(inputs.slice(0, Math.min(count, DEALS)), authored).total;
    const perDeal = total / count;
    if (base === 0) base = perDeal;
    rows.push(
      row(
        `${count.toLocaleString('en')} deals, ms a deal against 1,000 deals`,
        perDeal,
        base,
        'linear: within 1.5×',
        (_, ratio) => ratio <= 1.5,
      ),
    );
  }
  report('coach', rows);
}
