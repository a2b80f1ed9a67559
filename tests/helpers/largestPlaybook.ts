import {
  MAX_FIELD_NAME_CHARS,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  MOST_ASKS,
  MOST_FIELDS,
  MOST_ITEMS,
  MOST_STAGES,
  type Playbook,
  type PlaybookItem,
  type PlaybookStage,
} from '../../lib/model/index.ts';

const many = <T>(count: number, item: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => item(at));

/**
 * A playbook in which everything is as long as its schema allows.
 * @param letter what its texts consist of; JSON writes U+0001 with six characters.
 */
export function largestPlaybook(letter: string): Playbook {
  const [name, line, prose] = [MAX_NAME_CHARS, MAX_LINE_CHARS, MAX_PROSE_CHARS].map((most) =>
    letter.repeat(most),
  ) as [string, string, string];
  const slug = (kind: string, at: number) => `${kind}-${at}-`.padEnd(60, 'x');
  const item = (at: number): PlaybookItem => ({
    id: slug('item', at),
    text: line,
    element: 'decisionCriteria',
  });
  const stage = (at: number): PlaybookStage => ({
    id: slug('stage', at),
    name,
    seller: prose,
    buyer: prose,
    ask: many(MOST_ASKS, () => line),
    exit: many(MOST_ITEMS, (criterion) => item(at * MOST_ITEMS + criterion)),
    fields: many(MOST_FIELDS, () => letter.repeat(MAX_FIELD_NAME_CHARS)),
    guidance: prose,
  });
  return {
    format: 1,
    name,
    method: letter.repeat(60),
    summary: prose,
    stages: many(MOST_STAGES, stage),
  };
}
