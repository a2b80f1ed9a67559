/**
 * What a question can be about, in the words of the labels, and the signals that ask it. A signal
 * may ask about several topics; one with an empty list is not asked yet.
 */
export const topics = {
  closeDatePassed: ['closePassed'],
  closeDatePushed: ['closePushed'],
  noCloseDate: ['noCloseDate'],
  closesTooSoon: ['closesSoonEarly', 'timeShort'],
  silence: ['quiet'],
  noReply: ['noReply'],
  championQuiet: ['championQuiet'],
  stuckInStage: ['stageStuck'],
  oldDeal: ['oldDeal'],
  untouchedRecord: ['untouched'],
  stageWentBack: ['stageBack'],
  exitCriteria: ['exitSkipped'],
  noNextStep: ['noNextStep'],
  nextStepStale: ['nextStepStale'],
  nothingPlanned: ['noOpenActivity'],
  overdueTask: ['overdueTask'],
  noMeeting: ['noMeeting'],
  singleThreaded: ['singleThreaded'],
  noDecisionMaker: ['noPower', 'roleMissing'],
  roleMissing: ['roleMissing'],
  unlistedPerson: ['unlisted'],
  contactLeft: ['contactLeft'],
  noChampion: ['noChampion'],
  needOrBudgetUnknown: ['bantGap'],
  noMetrics: ['noMetrics'],
  painUnproven: ['painUnproven'],
  criteriaUnknown: ['criteriaUnknown'],
  approvalUnknown: ['approvalUnknown'],
  paperProcessUnknown: ['paperUnknown'],
  noCriticalEvent: ['noCriticalEvent'],
  competitorMentioned: ['competitorMentioned'],
  competitionUnknown: ['competitionBlank'],
  priceUndiscussed: ['priceUndiscussed'],
  objection: ['objection'],
  hardWords: ['badMood'],
  amountDropped: ['amountDown'],
  amountUnusual: ['amountUnusual'],
  amountMissing: ['amountBlank'],
  forecastDoubt: ['commitInDoubt'],
  noMutualPlan: ['noMutualPlan'],
  activityDropped: ['slowing'],
  oneSided: ['oneSided'],
  ourSlowReplies: ['slowReplies'],
  muchEffort: ['muchEffort'],
  ownerMissing: ['newOwner'],
  newOwner: ['newOwner'],
  badNews: ['badNews'],
  promiseUnmet: ['promiseUnmet'],
  buyerWaits: ['buyerWaits'],
  reopened: ['reopened'],
  lossReview: ['lossReview'],
  winReview: ['win'],
  praiseReengaged: ['reengaged'],
  praiseBuyingIntent: ['buyingIntent'],
  praiseExecutive: ['executiveJoins'],
  praiseLikeWon: ['likeWon'],
  praiseProgress: ['win'],
  praiseHonesty: ['honestStep'],
  praiseKeptPromise: ['promiseKept'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof topics;

export const topicNames = Object.keys(topics) as Topic[];

/** The topics of a signal, in the order of the list. */
export function topicsOf(signal: string): Topic[] {
  return topicNames.filter((name) => (topics[name] as readonly string[]).includes(signal));
}

/** Topics that no signal asks about. */
export const notAskedYet = topicNames.filter(
  (name) => (topics[name] as readonly string[]).length === 0,
);
