import type { Signal } from './signal.ts';
import { amountBlank } from './signals/amountBlank.ts';
import { amountDown } from './signals/amountDown.ts';
import { amountUnusual } from './signals/amountUnusual.ts';
import { approvalUnknown } from './signals/approvalUnknown.ts';
import { badMood } from './signals/badMood.ts';
import { badNews } from './signals/badNews.ts';
import { bantGap } from './signals/bantGap.ts';
import { buyerWaits } from './signals/buyerWaits.ts';
import { buyingIntent } from './signals/buyingIntent.ts';
import { championQuiet } from './signals/championQuiet.ts';
import { closePassed } from './signals/closePassed.ts';
import { closePushed } from './signals/closePushed.ts';
import { closesSoonEarly } from './signals/closesSoonEarly.ts';
import { commitInDoubt } from './signals/commitInDoubt.ts';
import { competitionBlank } from './signals/competitionBlank.ts';
import { competitorMentioned } from './signals/competitorMentioned.ts';
import { contactLeft } from './signals/contactLeft.ts';
import { criteriaUnknown } from './signals/criteriaUnknown.ts';
import { executiveJoins } from './signals/executiveJoins.ts';
import { exitSkipped } from './signals/exitSkipped.ts';
import { honestStep } from './signals/honestStep.ts';
import { likeWon } from './signals/likeWon.ts';
import { losses } from './signals/losses.ts';
import { lossReview } from './signals/lossReview.ts';
import { muchEffort } from './signals/muchEffort.ts';
import { newOwner } from './signals/newOwner.ts';
import { nextStepStale } from './signals/nextStepStale.ts';
import { noChampion } from './signals/noChampion.ts';
import { noCloseDate } from './signals/noCloseDate.ts';
import { noCriticalEvent } from './signals/noCriticalEvent.ts';
import { noMeeting } from './signals/noMeeting.ts';
import { noMetrics } from './signals/noMetrics.ts';
import { noMutualPlan } from './signals/noMutualPlan.ts';
import { noNextStep } from './signals/noNextStep.ts';
import { noOpenActivity } from './signals/noOpenActivity.ts';
import { noPower } from './signals/noPower.ts';
import { noReply } from './signals/noReply.ts';
import { objection } from './signals/objection.ts';
import { offTrend } from './signals/offTrend.ts';
import { oldDeal } from './signals/oldDeal.ts';
import { oneSided } from './signals/oneSided.ts';
import { overdueTask } from './signals/overdueTask.ts';
import { painUnproven } from './signals/painUnproven.ts';
import { paperUnknown } from './signals/paperUnknown.ts';
import { priceUndiscussed } from './signals/priceUndiscussed.ts';
import { promiseKept } from './signals/promiseKept.ts';
import { promiseUnmet } from './signals/promiseUnmet.ts';
import { quiet } from './signals/quiet.ts';
import { reengaged } from './signals/reengaged.ts';
import { reopened } from './signals/reopened.ts';
import { repPattern } from './signals/repPattern.ts';
import { roleMissing } from './signals/roleMissing.ts';
import { singleThreaded } from './signals/singleThreaded.ts';
import { slowing } from './signals/slowing.ts';
import { slowReplies } from './signals/slowReplies.ts';
import { stageBack } from './signals/stageBack.ts';
import { stageStuck } from './signals/stageStuck.ts';
import { timeShort } from './signals/timeShort.ts';
import { unlisted } from './signals/unlisted.ts';
import { untouched } from './signals/untouched.ts';
import { win } from './signals/win.ts';

/**
 * All signals in the order of the catalogue. The sentences of a signal are under `signals.<id>` in
 * the locale files. Number 40, a proposal that nobody opened, is absent: no CRM shows when a
 * document is opened.
 */
export const signals: readonly Signal[] = [
  quiet,
  noReply,
  championQuiet,
  closePassed,
  closesSoonEarly,
  closePushed,
  timeShort,
  stageStuck,
  oldDeal,
  untouched,
  stageBack,
  exitSkipped,
  noNextStep,
  nextStepStale,
  noOpenActivity,
  overdueTask,
  noMeeting,
  singleThreaded,
  noPower,
  roleMissing,
  unlisted,
  contactLeft,
  noChampion,
  bantGap,
  noMetrics,
  painUnproven,
  criteriaUnknown,
  approvalUnknown,
  paperUnknown,
  noCriticalEvent,
  competitorMentioned,
  competitionBlank,
  priceUndiscussed,
  objection,
  badMood,
  amountDown,
  amountUnusual,
  amountBlank,
  commitInDoubt,
  noMutualPlan,
  slowing,
  oneSided,
  slowReplies,
  muchEffort,
  newOwner,
  badNews,
  reengaged,
  buyingIntent,
  executiveJoins,
  likeWon,
  win,
  repPattern,
  offTrend,
  losses,
  promiseUnmet,
  noCloseDate,
  buyerWaits,
  reopened,
  lossReview,
  honestStep,
  promiseKept,
];
