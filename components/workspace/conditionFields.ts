import { factFields } from '../../lib/coaching/authored/index.ts';

/** The fields of conditions, in groups for a list; the last group has every other field. */
const GROUPS = {
  deal: [
    ...['name', 'account', 'amount', 'hasAmount', 'currency', 'amountDropPercent'],
    ...['owner', 'hasOwner', 'probability', 'forecast'],
  ],
  dates: [
    ...['stage', 'position', 'daysInStage', 'stageRegressions', 'hasCloseDate', 'daysToClose'],
    ...['closeDatePushes', 'ageDays', 'untouchedDays'],
  ],
  activity: [
    ...['quietDays', 'activities30', 'plannedActivities', 'plannedMeetings', 'overdueTasks'],
    ...['hasNextStep', 'nextStep', 'nextStepOverdueDays', 'openCommitments'],
  ],
  people: ['contacts', 'contactNames', 'contactRoles', 'contactTitles', 'hasDecisionMaker'],
} as const;

export function groupedFields(): { group: string; fields: readonly string[] }[] {
  const groups = Object.entries(GROUPS).map(([group, fields]) => ({ group, fields }));
  const placed = new Set<string>(groups.flatMap(({ fields }) => fields));
  const others = factFields.map(({ name }) => name).filter((name) => !placed.has(name));
  return [...groups, { group: 'texts', fields: others }];
}
