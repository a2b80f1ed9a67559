// What was logged and what is scheduled.

import { day, facts, ms } from '../../helpers/deals.ts';
import {
  done,
  eightWeeks,
  history,
  mail,
  meeting,
  noPlan,
  open,
  type Row,
  SMALL_AND_BUSY,
  task,
} from './samples.ts';

/** An entry with both times. */
const timed = (starts: number, ends: number) => ({ at: starts, starts, ends });

export const activity: readonly Row[] = [
  ['muchEffort', 'twelve on a small deal', SMALL_AND_BUSY, 'triggered'],
  ['quiet', '13 days', eightWeeks({ activities: [done(-13)] }), 'notTriggered'],
  ['quiet', '14 days', eightWeeks({ activities: [done(-14)] }), 'triggered'],
  ['quiet', '15 days', eightWeeks({ activities: [done(-15)] }), 'triggered'],
  [
    'quiet',
    'a planned task is no contact',
    eightWeeks({ activities: [done(-20), open(day(3))] }),
    'triggered',
  ],
  [
    'quiet',
    'a done activity in the future does not count',
    eightWeeks({ activities: [done(-20), done(3)] }),
    'triggered',
  ],
  [
    'quiet',
    'never anything, created 13 days ago',
    eightWeeks({ activities: [], createdAt: ms(-13), closeDate: day(43) }),
    'notTriggered',
  ],
  [
    'quiet',
    'never anything, created 14 days ago',
    eightWeeks({ activities: [], createdAt: ms(-14), closeDate: day(42) }),
    'triggered',
  ],
  [
    'quiet',
    '14 days where no pace is known',
    facts({ ...noPlan, activities: [done(-14)] }),
    'triggered',
  ],
  [
    'quiet',
    '20 days, of won deals that took 80',
    facts({ nextStepDate: null, activities: [done(-20)] }, { history: history() }),
    'triggered',
  ],
  [
    'quiet',
    '19 days, of won deals that took 80',
    facts({ nextStepDate: null, activities: [done(-19)] }, { history: history() }),
    'notTriggered',
  ],
  [
    'quiet',
    'a call is booked in three weeks',
    eightWeeks({ activities: [done(-20), { ...meeting(21), kind: 'call' }] }),
    'notTriggered',
  ],
  [
    'quiet',
    'the next step has a date',
    eightWeeks({ activities: [done(-20)], nextStepDate: day(9) }),
    'notTriggered',
  ],
  [
    'quiet',
    'our own e-mails are no contact',
    eightWeeks({ activities: [mail(-2, 'out'), mail(-9, 'out'), mail(-16, 'out')] }),
    'triggered',
  ],
  [
    'quiet',
    'their answer is',
    eightWeeks({ activities: [mail(-2, 'in'), mail(-9, 'out'), mail(-16, 'out')] }),
    'notTriggered',
  ],
  ['quiet', 'activities not visible', facts({ activities: undefined }), 'unknown'],
  [
    'untouched',
    '30 days',
    facts({ nextStepDate: null, activities: [task], modifiedAt: ms(-30) }),
    'notTriggered',
  ],
  [
    'untouched',
    '31 days',
    facts({ nextStepDate: null, activities: [task], modifiedAt: ms(-31) }),
    'triggered',
  ],
  ['untouched', 'not visible', facts({ modifiedAt: undefined }), 'unknown'],
  ['noOpenActivity', 'nothing planned', facts({ activities: [done(-3)] }), 'triggered'],
  ['noOpenActivity', 'something planned', facts(), 'notTriggered'],
  ['noOpenActivity', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['overdueTask', 'yesterday', facts({ activities: [open(day(-1))] }), 'triggered'],
  ['overdueTask', 'today', facts({ activities: [open(day(0))] }), 'notTriggered'],
  [
    'overdueTask',
    'done',
    facts({ activities: [{ ...open(day(-1)), state: 'done' }] }),
    'notTriggered',
  ],
  [
    'overdueTask',
    'a call tonight that the CRM shows on the day before, in another zone',
    facts({ activities: [{ ...open(day(-1)), ...timed(ms(0, 14), ms(0, 15)) }] }),
    'notTriggered',
  ],
  [
    'overdueTask',
    'a meeting that began yesterday and goes on',
    facts({ activities: [{ ...open(day(0)), ...timed(ms(-1), ms(0, 15)) }] }),
    'notTriggered',
  ],
  ['overdueTask', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['noMeeting', 'a task only', facts({ stage: 'Proposal', activities: [task] }), 'triggered'],
  ['noMeeting', 'early', facts({ activities: [task] }), 'notTriggered'],
  [
    'noMeeting',
    'a meeting in three months',
    facts({ stage: 'Proposal', activities: [meeting(90)] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a call today',
    facts({ stage: 'Proposal', activities: [{ ...meeting(0), kind: 'call' }] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a planned one is past',
    facts({ stage: 'Proposal', activities: [meeting(-1)] }),
    'triggered',
  ],
  [
    'noMeeting',
    'one was held',
    facts({ stage: 'Proposal', activities: [task, { ...meeting(-50), state: 'done' }] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a sale of four weeks',
    facts({
      stage: 'Proposal',
      activities: [task],
      createdAt: ms(-9),
      closeDate: day(20),
    }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'nothing planned at all',
    facts({ stage: 'Proposal', activities: [done(-1)] }),
    'notTriggered',
  ],
  ['noMeeting', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'slowing',
    'four before, two now',
    facts({ ...noPlan, activities: [-3, -9, -30, -35, -40, -50].map((at) => done(at)) }),
    'triggered',
  ],
  [
    'slowing',
    'four before, three now',
    facts({ ...noPlan, activities: [-3, -9, -12, -30, -35, -40, -50].map((at) => done(at)) }),
    'notTriggered',
  ],
  ['slowing', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'muchEffort',
    'eight activities, 30 days in the stage',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'triggered',
  ],
  [
    'muchEffort',
    'seven activities',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13].map((at) => done(at)),
    }),
    'notTriggered',
  ],
  [
    'muchEffort',
    '29 days',
    facts({
      stageSince: ms(-29),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'notTriggered',
  ],
  [
    'muchEffort',
    'since unknown',
    facts({ stageSince: undefined, stageHistory: undefined }),
    'unknown',
  ],
];
