import { type CollectionRule, collections } from '../lib/model/index.ts';

const names = (list: readonly string[]) => (list.length === 0 ? '–' : list.join(', '));

function keyOf({ key }: CollectionRule): string {
  if (key === null) return '–';
  return key.length === 0 ? 'one a scope' : key.join(', ');
}

function stampsOf({ stamps }: CollectionRule): string {
  return names(Object.values(stamps).filter((field) => field !== null));
}

function kindOf(rule: CollectionRule): string {
  const said: [boolean, string][] = [
    [rule.child, 'child of a note'],
    [rule.automatic, 'automatic'],
    [rule.imported, 'imported'],
    [rule.history, 'history'],
    [rule.exported, 'exported'],
    [rule.erased === 'stays', 'stays when its author is erased'],
    [rule.leaves, 'goes when its author leaves'],
    [rule.arrival.length > 0, `${names(rule.arrival)} by the server’s clock`],
    [rule.hourly.length > 0, `one an hour of the same ${names(rule.hourly)}`],
  ];
  return names(said.flatMap(([is, word]) => (is ? [word] : [])));
}

/** Every collection against every policy, as the table of docs/collections.md. */
export function collectionTable(): string {
  const head = [
    'Collection',
    'Key',
    'Scopes',
    'Created by',
    'Changed by',
    'Fixed',
    'By the server',
    'Lists, objects',
    'Moments',
    'Is',
  ];
  const rows = Object.entries<CollectionRule>(collections).map(([name, rule]) => [
    `\`${name}\``,
    keyOf(rule),
    names(rule.policy.scopes),
    rule.policy.create,
    `${rule.policy.change}${rule.policy.allows ? ', with conditions' : ''}`,
    names(rule.policy.fixed),
    stampsOf(rule),
    names([...rule.lists, ...rule.maps]),
    names(rule.instants),
    kindOf(rule),
  ]);
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
