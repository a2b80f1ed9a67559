import type { Mutant } from './mutant.ts';

// `from` and `to` are source code, which can contain placeholders.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const coaching: readonly Mutant[] = [
  {
    name: 'the days of a focus are those of the writer’s clock',
    file: 'lib/coaching/focusWork.ts',
    from: 'day: dayOf(entry.at, now.timeZone) }',
    to: "day: String('day' in entry ? entry.day : '') }",
    tests: ['tests/server/aged.test.ts'],
  },
  {
    name: 'all sentences of a hostile text are read',
    file: 'lib/coaching/said/sentences.ts',
    from: 'if (sentences.length === MOST) return sentences;',
    to: '',
    tests: ['tests/coaching/longTexts.test.ts'],
  },
  {
    name: 'a question changes its words on the day on which it was asked',
    file: 'lib/coaching/wording.ts',
    from: 'const isBeforeToday = (at: number) => dayOf(at, now.timeZone) < day;',
    to: 'const isBeforeToday = (at: number) => dayOf(at, now.timeZone) <= day;',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a question that was put off comes back in the same words',
    file: 'lib/coaching/wording.ts',
    from: '(takenUp + step * putAside)',
    to: '(takenUp + 0 * step * putAside)',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'the words of a question that was put off are the same on every deal',
    file: 'lib/coaching/wording.ts',
    from: 'fnv1a(`${key};${signal}`)',
    to: 'fnv1a(`${signal}`)',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a day off counts as waiting',
    file: 'lib/coaching/counted.ts',
    from: 'calendar ? calendar.countedDays(dayOf(ms, now.timeZone), day) : daysSince(ms, now)',
    to: 'daysSince(ms, now)',
    tests: ['tests/coaching/calendar.test.ts'],
  },
  {
    name: 'a step that is due on a day off is late on the next one',
    file: 'lib/coaching/workdays.ts',
    from: 'return last < day ? countedDays(last, day) : 0;',
    to: 'return countedDays(last, day);',
    tests: ['tests/coaching/calendar.test.ts'],
  },
  {
    name: 'a long name fills a question',
    file: 'lib/coaching/sentence.ts',
    from: 'if (text.length <= LONGEST_INSERT) return text;',
    to: 'if (text.length >= 0) return text;',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a stage with an unknown name counts as open',
    file: 'lib/coaching/stageStatus.ts',
    from: 'return { ...decided(unknown), unknownStage: point };',
    to: "return decided(seen('open', stage.source, stage.at));",
    tests: ['tests/coaching/stageStatus.test.ts'],
  },
  {
    name: 'a stage is looked up by its name although it has an id',
    file: 'lib/coaching/stages.ts',
    from: "if (point.id !== null && list.some((stage) => typeof stage.id === 'string')) {",
    to: 'if (list.length < 0) {',
    tests: ['tests/coaching/stageTable.test.ts'],
  },
  {
    name: 'a one-on-one that was held takes place again',
    file: 'lib/coaching/rhythm/rhythm.ts',
    from: "return state === 'finished' || to !== null;",
    to: 'return to !== null;',
    tests: ['tests/coaching/rhythm/rhythm.test.ts'],
  },
  {
    name: 'a condition has no budget of steps',
    file: 'lib/coaching/authored/steps.ts',
    from: 'if (this.isOver) throw OVER;',
    to: '',
    tests: ['tests/security/conditionSteps.test.ts'],
  },
  {
    name: 'an imported file may nest as deep as it likes',
    file: 'lib/coaching/authored/yaml.ts',
    from: '  refuseDeep(text);\n',
    to: '',
    tests: ['tests/security/importedFiles.test.ts'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
