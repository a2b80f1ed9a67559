import { type CollectionRule, collections } from '../lib/model/index.ts';

const names = (list: readonly string[]) => (list.length === 0 ? '–' : list.join(', '));

function keyOf({ key }: CollectionRule): string {
  if (key === null) return '–';
  return key.length === 0 ? 'one per scope' : key.join(', ');
}

function stampsOf({ stamps }: CollectionRule): string {
  return names(Object.values(stamps).filter((field) => field !== null));
}

function kindOf(rule: CollectionRule): string {
  const properties: [boolean, string][] = [
    [rule.childOf !== null, `child of a ${rule.childOf}`],
    [rule.addressee !== null, `stored for its ${rule.addressee} alone`],
    [rule.persons.length > 0, `ids of people: ${names(rule.persons)}`],
    [rule.confirms !== null, `${rule.confirms} is a confirmation`],
    [rule.exclusive, 'a key belongs to who wrote it first'],
    [rule.read, 'its text is read'],
    [rule.automatic, 'automatic'],
    [rule.imported, 'imported'],
    [rule.history, 'history'],
    [rule.exported, 'exported'],
    [rule.erased === 'kept', 'kept when its author is erased'],
    [rule.leaves, 'deleted when its author leaves'],
    [rule.personal, 'deleted instead of moved to another pair'],
    [rule.handedOver === 'stays', 'stays with the two people at a handover'],
    [rule.serverTimes.length > 0, `${names(rule.serverTimes)} is the server’s time of arrival`],
    [rule.numbered !== null, `${rule.numbered?.field} is unique for each ${rule.numbered?.of}`],
    [rule.aged.length > 0, `${names(rule.aged)} is the server’s time minus the age`],
    [Object.keys(rule.moved).length > 0, `${names(Object.keys(rule.moved))} ends in another scope`],
    [rule.summarised === 'record', 'in the summary of its record'],
    [rule.summarised === 'all', 'changes every summary'],
    [rule.onePerParent, 'one per author and parent'],
    [rule.hourly.length > 0, `one per hour for the same ${names(rule.hourly)}`],
  ];
  return names(properties.flatMap(([applies, text]) => (applies ? [text] : [])));
}

/** The table of docs/collections.md: one row per collection, one column per part of its policy. */
export function collectionTable(): string {
  const head = [
    'Collection',
    'Key',
    'Scopes',
    'Created by',
    'Changed by',
    'Fixed',
    'Set by the server',
    'Lists, objects',
    'Times',
    'Properties',
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
