import { writeFileSync } from 'node:fs';
import { measureDeals } from '../tests/coaching/deals/measure.ts';
import { labelledDeals } from '../tests/coaching/deals/read.ts';
import { mistakesOf, reportOf } from '../tests/coaching/deals/report.ts';
import * as moments from '../tests/coaching/moments/measure.ts';
import { situations } from '../tests/coaching/moments/read.ts';
import { measurePipeline, pipelineReport } from '../tests/coaching/pipeline/measure.ts';
import {
  opportunitiesFolder,
  readOpportunities,
} from '../tests/coaching/pipeline/opportunities.ts';
import * as sentences from '../tests/coaching/sentences/measure.ts';
import { labelledSentences } from '../tests/coaching/sentences/read.ts';

/**
 * Measures the questions: npm run measure -- deals [--sealed] [--list] [--json FILE], or
 * npm run measure -- pipeline [--json FILE]. Measures which moments are due:
 * npm run measure -- moments [--sealed] [--list] [--json FILE]. Measures what the word lists find:
 * npm run measure -- sentences [--sealed] [--list] [--json FILE].
 */
const [name, ...args] = process.argv.slice(2);
const file = args.includes('--json') ? args[args.indexOf('--json') + 1] : undefined;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
if (args.includes('--json') && file === undefined) stop('--json needs the name of a file.');

function write(result: unknown): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

/** The part that is measured: only the open one has a list. */
function part(): 'open' | 'sealed' {
  const isSealed = args.includes('--sealed');
  if (isSealed && args.includes('--list'))
    stop('The sealed part has no list: nobody tunes anything to it.');
  return isSealed ? 'sealed' : 'open';
}

function deals(): void {
  const { measure, results } = measureDeals(labelledDeals(part()));
  if (args.includes('--list')) console.log(`${mistakesOf(results).join('\n')}\n`);
  console.log(reportOf(measure));
  write(measure);
}

function momentsDue(): void {
  const results = moments.measureMoments(situations(part()));
  if (args.includes('--list')) console.log(`${moments.mistakesOf(results).join('\n')}\n`);
  console.log(moments.momentsReport(results));
  write(moments.figuresOf(results));
}

function sentencesRead(): void {
  const reads = sentences.readSentences(labelledSentences(part()));
  if (args.includes('--list')) console.log(`${sentences.mistakesOf(reads).join('\n')}\n`);
  console.log(sentences.sentencesReport(reads));
  write(sentences.figuresOf(reads));
}

function pipeline(): void {
  const folder = opportunitiesFolder();
  if (folder === null) {
    console.log(
      'The fictional opportunities are not here, so nothing was measured. ' +
        'SIDELINE_SAMPLES is the path of the folder with them.',
    );
    return;
  }
  const measure = measurePipeline(readOpportunities(folder));
  console.log(pipelineReport(measure));
  write(measure);
}

if (name === 'deals') deals();
else if (name === 'moments') momentsDue();
else if (name === 'sentences') sentencesRead();
else if (name === 'pipeline') pipeline();
else
  stop(
    'Usage: npm run measure -- deals|moments|sentences [--sealed] [--list] [--json FILE] | ' +
      'pipeline [--json FILE]',
  );
