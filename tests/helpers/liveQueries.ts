import {
  accessLogOf,
  calendarRows,
  commitmentsOfOthers,
  commitmentsOfPerson,
  crmActivity,
  crmsRead,
  draftsOf,
  formatRows,
  marksOf,
  momentRows,
  notesOfOthers,
  oneOnOneRows,
  openCommitments,
  ownCommitments,
  pairRows,
  readingTimes,
  recentRecords,
  recognitionRows,
  recognitionsOfEach,
  recordAddresses,
  rowsOfPairs,
  type SidelineDb,
  slotsUntil,
  talksOfPairs,
  teamTalks,
  teamTexts,
  waiting,
} from '../../lib/store/index.ts';
import {
  loadDealRows,
  loadDealVisits,
  loadFacts,
  loadLinks,
  loadLinksOf,
  loadMe,
  loadOrg,
  loadOtherRows,
  loadReadings,
  loadSummaries,
  loadSync,
  loadTexts,
  loadVisitRows,
} from '../../lib/view/load.ts';
import { loadOwnCalls } from '../../lib/view/ownCalls.ts';
import { loadReps } from '../../lib/view/people.ts';
import { loadObjectives, loadPerson } from '../../lib/view/person.ts';
import { loadRejected } from '../../lib/view/rejected.ts';
import { loadWonDays } from '../../lib/view/wonDays.ts';
import { NOON } from './deals.ts';
import { MANY } from './fullDatabase.ts';
import { numbered } from './rows.ts';
import { key, owner } from './sampleFields.ts';

const rejectedEvidence = {
  id: 'm',
  seq: 1,
  op: 'put' as const,
  collection: 'checkItem',
  rowId: 'r',
  base: 0,
  patch: { refKey: key, evidence: 'x' },
};

const pairOfMany = (isFormer: boolean) => ({
  ...{ scope: 'p:boss:rep', manager: 'boss', rep: 'rep', isFormer, team: null },
});

const pairsOfMany = [
  'p:boss:rep',
  ...Array.from({ length: 20 }, (_, index) => `p:boss:rep${index}`),
] as const;

/** The live queries of components, by function name. */
export const liveQueries: Readonly<Record<string, (db: SidelineDb) => PromiseLike<unknown>>> = {
  loadFacts: (db) => loadFacts(db, key),
  loadTexts: (db) => loadTexts(db, key),
  loadSummaries: (db) => loadSummaries(db, owner),
  loadReps: (db) =>
    loadReps(
      db,
      Array.from({ length: MANY }, (_, index) => `${owner}${index}`),
    ),
  loadOrg: (db) => loadOrg(db),
  calendarRows: (db) => calendarRows(db),
  formatRows: (db) => formatRows(db),
  loadLinks: (db) => loadLinks(db),
  loadLinksOf: (db) =>
    loadLinksOf(
      db,
      Array.from({ length: MANY }, (_, index) => `u${index}`),
    ),
  loadMe: (db) => loadMe(db),
  loadSync: (db) => loadSync(db),
  loadRejected: (db) => loadRejected(db, rejectedEvidence),
  waiting: (db) => waiting(db),
  recentRecords: (db) => recentRecords(db, 6),
  loadReadings: (db) => loadReadings(db),
  readingTimes: (db) => readingTimes(db),
  loadVisitRows: (db) => loadVisitRows(db),
  loadOtherRows: (db) => loadOtherRows(db),
  crmsRead: (db) => crmsRead(db),
  crmActivity: (db) => crmActivity(db),
  recordAddresses: (db) =>
    recordAddresses(
      db,
      Array.from({ length: MANY }, (_, index) => `espocrm/t/deal/x${index}`),
    ),
  loadDealVisits: (db) => loadDealVisits(db),
  loadDealRows: (db) => loadDealRows(db),
  loadOwnCalls: (db) => loadOwnCalls(db),
  loadPerson: (db) => loadPerson(db, 'rep'),
  loadObjectives: (db) => loadObjectives(db),
  loadWonDays: (db) => loadWonDays(db, 'u1'),
  momentRows: (db) => momentRows(db, key),
  oneOnOneRows: (db) =>
    oneOnOneRows(db, pairOfMany(false), slotsUntil(NOON), 'oneOnOne', '2026-11-23'),
  formerOneOnOneRows: (db) => oneOnOneRows(db, pairOfMany(true), slotsUntil(NOON)),
  pairRows: (db) => pairRows(db),
  recognitionRows: (db) => recognitionRows(db),
  draftsOf: (db) => draftsOf(db, 'd'),
  accessLogOf: (db) => accessLogOf(db, 'rep'),
  openCommitments: (db) => openCommitments(db, 'rep'),
  ownCommitments: (db) => ownCommitments(db, 'rep', 0),
  commitmentsOfOthers: (db) => commitmentsOfOthers(db, ['rep', 'boss'], 0),
  commitmentsOfPerson: (db) =>
    commitmentsOfPerson(db, { member: 'rep', manager: 'boss', scopes: pairsOfMany }),
  recognitionsOfEach: (db) => recognitionsOfEach(db, ['rep', 'boss']),
  rowsOfPairs: (db) => rowsOfPairs(db),
  talksOfPairs: (db) => talksOfPairs(db, slotsUntil(NOON)),
  teamTalks: (db) => teamTalks(db, 0),
  teamTexts: (db) => teamTexts(db, 'u1', pairsOfMany, 0),
  notesOfOthers: (db) => notesOfOthers(db, 'nobody', pairsOfMany),
  marksOf: (db) =>
    marksOf(
      db,
      'u1',
      Array.from({ length: 600 }, (_, index) => numbered('note', index)),
    ),
};
