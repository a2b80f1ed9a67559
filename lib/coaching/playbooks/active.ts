import {
  type CheckItem,
  type DealPlaybook,
  formerTenant,
  type Playbook,
  type PlaybookVersion,
  type RecordRef,
  type StageMap,
  type StagePoint,
} from '../../model/index.ts';
import { type ChecklistFacts, checklistOf } from '../checklist.ts';

/**
 * A playbook with all its versions, the newest last. Two versions may have one number: older
 * servers accepted both, and a device may have an unsent one. The one that the server accepted
 * later counts.
 */
export interface PlaybookHistory {
  id: string;
  versions: readonly PlaybookVersion[];
  latest: PlaybookVersion;
}

/** @param rows in the order in which the server accepted them. */
export function playbooksOf(rows: readonly PlaybookVersion[]): PlaybookHistory[] {
  return [...Map.groupBy(rows, (row) => row.playbook)].flatMap(([id, list]) => {
    const versions = [...list].sort((a, b) => a.version - b.version);
    const latest = versions.at(-1);
    return latest ? [{ id, versions, latest }] : [];
  });
}

/** A stage of the CRM: by id where it has one. */
export type StageName = Pick<StagePoint, 'id' | 'name'>;

/**
 * The key under which a map has a stage: its id, else its name. Maps of 0.1.0 have names only, and
 * a map has both, so that devices with 0.1.0 find the stage too.
 */
export function keyIn({ stages }: Pick<StageMap, 'stages'>, stage: StageName): string | undefined {
  return mapKeys(stage).find((key) => Object.hasOwn(stages, key));
}

/** The keys of a stage in a map, the one that counts first. */
export function mapKeys({ id, name }: StageName): string[] {
  return [...(id === null || id === name ? [] : [`#${id}`]), ...(name === null ? [] : [name])];
}

/**
 * The stage map of a deal: the first of its CRM that contains its stage and whose playbook is not
 * retired.
 * @param maps the latest first.
 */
export function mapFor(
  ref: Pick<RecordRef, 'crm' | 'tenant'>,
  stage: StageName | undefined,
  maps: readonly StageMap[],
  playbooks: readonly PlaybookHistory[],
): StageMap | null {
  if (stage === undefined) return null;
  const fits = (map: StageMap) =>
    map.crm === ref.crm &&
    (map.tenant === ref.tenant || map.tenant === formerTenant(ref)) &&
    keyIn(map, stage) !== undefined &&
    playbooks.some((book) => book.id === map.playbook && !book.latest.retired);
  return maps.find(fits) ?? null;
}

/**
 * The version that a deal follows: the one it was moved to, else the latest one at the time when
 * the deal was created. When the playbook is newer than the deal, its first version counts; when
 * the deal's creation is unknown, the latest.
 * @param moved the current move, if the deal was moved.
 */
export function versionFor(
  book: PlaybookHistory,
  createdAt: number | undefined,
  moved: readonly DealPlaybook[],
): PlaybookVersion {
  const move = moved.find((row) => row.playbook === book.id);
  const movedTo = move && book.versions.findLast((version) => version.version === move.version);
  if (movedTo) return movedTo;
  if (createdAt === undefined) return book.latest;
  const atCreation = book.versions.findLast((version) => version.at <= createdAt);
  return atCreation ?? book.versions[0] ?? book.latest;
}

export interface DealPlan {
  book: PlaybookHistory;
  version: PlaybookVersion;
  checklist: ChecklistFacts;
}

/** The playbook of one deal; null where none is mapped to its pipeline. */
export function planFor(input: {
  ref: Pick<RecordRef, 'crm' | 'tenant'>;
  stage: StageName | undefined;
  createdAt: number | undefined;
  versions: readonly PlaybookVersion[];
  maps: readonly StageMap[];
  moved: readonly DealPlaybook[];
  checks: readonly CheckItem[];
}): DealPlan | null {
  const books = playbooksOf(input.versions);
  // A deal that was moved to a playbook stays on it, even when another one is mapped later.
  const pinned = input.moved[0]?.playbook;
  const map =
    mapFor(
      input.ref,
      input.stage,
      input.maps.filter((item) => item.playbook === pinned),
      books,
    ) ?? mapFor(input.ref, input.stage, input.maps, books);
  const book = books.find((item) => item.id === map?.playbook);
  if (!map || !book || input.stage === undefined) return null;
  const version = versionFor(book, input.createdAt, input.moved);
  return {
    book,
    version,
    checklist: checklistOf(
      book.id,
      version.version,
      version.document,
      map.stages[keyIn(map, input.stage) ?? ''] ?? null,
      input.checks,
    ),
  };
}

/**
 * Words in stage names in English, German and Spanish, each with its usual position in a sale, 0 to
 * 1.
 */
const POSITIONS: readonly [RegExp, number][] = [
  [/prospect|lead|new|neu|nuev|inbound|kontakt|contact/i, 0],
  [/qualif|discover|need|bedarf|descub|calific|analy/i, 0.25],
  [/demo|develop|value|solution|lösung|soluci|evalu|pilot|workshop/i, 0.5],
  [/propos|quote|offer|angebot|propuest|cotiz|present/i, 0.7],
  [/negot|verhand|negoc|commit|contract|vertrag|contrat|legal|sign|close|abschluss|cierre/i, 1],
];

/**
 * Suggests a playbook stage for each CRM stage: by its name where the name contains a known word,
 * else by its position. A person confirms the result.
 */
export function guessMap(
  crmStages: readonly string[],
  document: Playbook,
): Record<string, string | null> {
  const last = document.stages.length - 1;
  const guessed: Record<string, string | null> = {};
  let earliest = 0;
  for (const [index, name] of crmStages.entries()) {
    const same = document.stages.findIndex(
      (stage) => stage.name.toLocaleLowerCase() === name.toLocaleLowerCase(),
    );
    const position =
      POSITIONS.find(([words]) => words.test(name))?.[1] ??
      (crmStages.length > 1 ? index / (crmStages.length - 1) : 0);
    // Stages are in order: a later CRM stage is never mapped before an earlier one.
    earliest = same >= 0 ? same : Math.max(earliest, Math.round(position * last));
    guessed[name] = document.stages[Math.min(earliest, last)]?.id ?? null;
  }
  return guessed;
}

/** One difference between two versions: the stage's name, and which part of it. */
export interface PlaybookChange {
  stage: string | null;
  part:
    | 'name'
    | 'summary'
    | 'stage'
    | 'seller'
    | 'buyer'
    | 'guidance'
    | 'ask'
    | 'exit'
    | 'fields'
    | 'order';
  before: string;
  after: string;
}

/**
 * The differences, stage by stage. Stages and items are identified by their ids, so that a changed
 * sentence is a change and not a loss.
 */
export function diffPlaybooks(before: Playbook, after: Playbook): PlaybookChange[] {
  const changes: PlaybookChange[] = [];
  const compare = (stage: string | null, part: PlaybookChange['part'], a: string, b: string) =>
    a !== b && changes.push({ stage, part, before: a, after: b });
  compare(null, 'name', before.name, after.name);
  compare(null, 'summary', before.summary, after.summary);
  const order = (book: Playbook) => book.stages.map((stage) => stage.name).join(' → ');
  const idsBefore = before.stages.map((stage) => stage.id);
  const idsAfter = after.stages.map((stage) => stage.id);
  const commonBefore = idsBefore.filter((id) => idsAfter.includes(id));
  const commonAfter = idsAfter.filter((id) => idsBefore.includes(id));
  if (commonBefore.join() !== commonAfter.join())
    compare(null, 'order', order(before), order(after));
  for (const stage of before.stages)
    if (!idsAfter.includes(stage.id)) compare(stage.name, 'stage', stage.name, '');
  for (const stage of after.stages) {
    const old = before.stages.find((item) => item.id === stage.id);
    if (!old) {
      compare(
        stage.name,
        'stage',
        '',
        [stage.name, stage.buyer, ...stage.exit.map((item) => item.text)]
          .filter(Boolean)
          .join('\n'),
      );
      continue;
    }
    compare(stage.name, 'stage', old.name, stage.name);
    for (const part of ['seller', 'buyer', 'guidance'] as const)
      compare(stage.name, part, old[part], stage[part]);
    compare(stage.name, 'ask', old.ask.join('\n'), stage.ask.join('\n'));
    compare(stage.name, 'fields', old.fields.join(', '), stage.fields.join(', '));
    for (const item of old.exit)
      if (!stage.exit.some((other) => other.id === item.id))
        compare(stage.name, 'exit', item.text, '');
    for (const item of stage.exit)
      compare(
        stage.name,
        'exit',
        old.exit.find((other) => other.id === item.id)?.text ?? '',
        item.text,
      );
  }
  return changes;
}
