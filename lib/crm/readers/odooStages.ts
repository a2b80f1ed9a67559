import type { RawList } from '../../model/index.ts';
import type { Ahead } from './ahead.ts';
import { type Ask, search } from './odooCalls.ts';
import { link } from './odooFields.ts';
import { type Json, optional, txt } from './shape.ts';

/** A stage as the server has it. `teams`: those that use it; none for a shared one. */
interface StageRow {
  id: string;
  name: string;
  teams: string[];
  isWon: boolean;
}

export interface OdooStages {
  /** The stages of the deal's team and those that all teams share, in order. */
  list: RawList['items'];
  /** True for a won stage; null for a stage that the server did not list. */
  isWon(id: string | null): boolean | null;
  /** Adds ids to changes, which the server stores as names in the language of their writer. */
  withIds(changes: RawList['items']): Promise<RawList['items']>;
}

const rowOf = (stage: Json): StageRow[] => {
  const [id, name] = [txt(stage.id), txt(stage.name)];
  if (id === null || name === null) return [];
  // Odoo 19 has several teams per stage.
  const teams = [link(stage.team_id).id, stage.team_ids].flat().flatMap((team) => txt(team) ?? []);
  return [{ id, name, teams, isWon: stage.is_won === true }];
};

/** The most languages in which names are looked up. */
const MOST_LANGUAGES = 8;

/**
 * All stages, in order. All their fields are asked for, since the one for teams has another name in
 * each version, and a server logs an error for a name that it does not know.
 */
const stageRows = (call: Ask): Promise<StageRow[]> =>
  search(call, 'crm.stage', [], { order: 'sequence, id' }).then((rows) => rows.flatMap(rowOf));

/** Names of the stages in the other languages of the server, by language. */
async function translations(
  call: Ask,
  inLanguage: (lang: string) => Ask,
  own: string | null,
): Promise<StageRow[][]> {
  const languages = await search(call, 'res.lang', [], { fields: ['code'] });
  const others = languages.flatMap(({ code }) => txt(code) ?? []).filter((code) => code !== own);
  return Promise.all(
    others.slice(0, MOST_LANGUAGES).map((code) => optional(stageRows(inLanguage(code)), () => [])),
  );
}

/** The id that all have; null for several, or none. */
function only(ids: readonly string[]): string | null {
  const [id = null, other] = new Set(ids);
  return other === undefined ? id : null;
}

/** What the stages of a deal depend on. */
interface StageContext {
  team: string | null;
  stage: string | null;
}

/**
 * The stages around a deal, requested before the deal itself is known. Tracked values hold names
 * only (their ids are for administrators), so that each name is looked up in the reader's language,
 * then in the server's other languages. A name that two stages have identifies none.
 */
export async function loadStages(
  call: Ask,
  inLanguage: (lang: string) => Ask,
  lang: string | null,
  reading: Ahead<StageContext>,
): Promise<OdooStages> {
  const [all, deal] = await Promise.all([stageRows(call), reading]);
  const ofTeam = all.filter(({ teams }) => teams.length === 0 || teams.includes(deal.team ?? ''));
  /** Of several teams the deal's own. */
  const teamIn = (teams: readonly string[]) =>
    teams.find((id) => id === deal.team) ?? teams[0] ?? null;
  // A deal without a team, in a stage of one.
  const own = ofTeam.some(({ id }) => id === deal.stage) ? ofTeam : all;
  const find = (rows: readonly StageRow[], name: string): string | null => {
    const named = rows.filter((row) => row.name === name);
    const inTeam = named.filter(({ id }) => own.some((row) => row.id === id));
    return only((inTeam.length > 0 ? inTeam : named).map(({ id }) => id));
  };
  return {
    list: own.map(({ id, name, teams, isWon }) => ({
      id,
      name,
      pipeline: teamIn(teams),
      kind: isWon ? 'won' : 'open',
    })),
    isWon: (id) => all.find((row) => row.id === id)?.isWon ?? null,
    async withIds(changes) {
      const names = new Set(changes.flatMap(({ from, to }) => [from, to]).filter((name) => name));
      const isListed = (name: unknown) => all.some((row) => row.name === name);
      const rows = [...names].every(isListed)
        ? [all]
        : [all, ...(await optional(translations(call, inLanguage, lang), () => []))];
      const idOf = (name: string | null | undefined) => {
        if (!name) return null;
        return isListed(name)
          ? find(all, name)
          : only(rows.flatMap((list) => find(list, name) ?? []));
      };
      // The latest change led to the deal's stage, even where another stage has its name.
      const isHere = (name: string | null | undefined) =>
        rows.flat().some((row) => row.name === name && row.id === deal.stage);
      // A shared stage does not tell the team that the deal had then.
      const teamOf = (id: string | null) => teamIn(all.find((row) => row.id === id)?.teams ?? []);
      return changes.map((change, index) => {
        const isLatest = index === changes.length - 1;
        const fromId = idOf(change.from);
        const toId = isLatest && isHere(change.to) ? deal.stage : idOf(change.to);
        return {
          ...change,
          fromId,
          toId,
          fromPipeline: teamOf(fromId),
          toPipeline: teamOf(toId),
        };
      });
    },
  };
}
