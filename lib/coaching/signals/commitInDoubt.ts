import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

type Triggered = Parameters<Signal['check']>[2];

/** The CRM's own category for a safe forecast. A probability that a stage sets is no forecast. */
const COMMIT = /commit|festgelegt|zusage|comprom/i;
/** Severity of a grave warning, as in the health label. */
const GRAVE = 0.7;
/** Warnings that a committed deal cannot have, whatever their severity. */
const COUNT = ['noNextStep', 'nextStepStale', 'noOpenActivity', 'quiet', 'untouched'];
/** Warnings about the date or the decision, which a commit is about: each counts twice. */
const DECIDE = [
  ...['noCloseDate', 'closePassed', 'closePushed', 'closesSoonEarly', 'timeShort'],
  ...['approvalUnknown', 'roleMissing', 'noPower', 'badNews', 'priceUndiscussed'],
];
const TWICE = 2;

/** The doubt follows from its gravest warning, and comes after it. */
const BEHIND = 0.1;
const MILDEST = 0.5;
/** An open criterion of the playbook alone: the doubt says more than the criterion. */
const OF_CRITERION = 0.65;

const isCriterion = ({ topic }: Triggered[number]) => topic === 'checklist';

/** What speaks against a commit, without open criteria: who checks others must not look worse. */
function warningsOf(triggered: Triggered): Triggered {
  return triggered.filter(
    (item) =>
      item.kind !== 'praise' &&
      !isCriterion(item) &&
      (item.severity >= GRAVE || COUNT.includes(item.signal) || DECIDE.includes(item.signal)),
  );
}

/**
 * 39. Triggered when the forecast category, or the rep's own call, is safe and two warnings speak
 * against it: grave ones, a missing step, or silence. One is enough where it is about the date or
 * the decision, also where only a criterion of the playbook is open.
 */
export const commitInDoubt: Signal = {
  id: 'commitInDoubt',
  number: 39,
  kind: 'human',
  skill: 'qualification',
  topic: 'forecast',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'times',
  needs: ['forecast'],
  variants: { once: ['because'] },
  last: true,
  check({ fields, call }, limit, triggered) {
    const forecast = known(fields.forecast);
    const isOwn = call === 'commit';
    if (!isOwn && (forecast === undefined || fields.forecast.state !== 'seen'))
      return fields.forecast.state === 'empty' ? null : 'unknown';
    if (!isOwn && !COMMIT.test(forecast ?? '')) return null;
    const weight = ({ signal }: Triggered[number]) => (DECIDE.includes(signal) ? TWICE : 1);
    const warnings = warningsOf(triggered);
    const isEnough = warnings.reduce((sum, item) => sum + weight(item), 0) >= limit;
    const open = triggered.filter((item) => isCriterion(item) && DECIDE.includes(item.signal));
    const against = isEnough ? warnings : open;
    if (against.length === 0 || (!isEnough && TWICE < limit)) return null;
    const gravest = Math.max(...against.map(({ severity }) => severity));
    return {
      severity: isEnough ? Math.min(0.8, Math.max(MILDEST, gravest - BEHIND)) : OF_CRITERION,
      fingerprintInputs: { forecast: isOwn ? 'own commit' : (forecast ?? null) },
      evidence: [
        ...(forecast === undefined
          ? []
          : [{ fact: 'forecast' as const, values: [say.text(forecast)] }]),
        { fact: 'usual', values: against.map((item) => say.signal(item.signal)) },
      ],
      source: isOwn || fields.forecast.state !== 'seen' ? 'typed' : fields.forecast.source,
      values: [say.count(against.length)],
      // Like the criteria, it does not change the health label.
      ...(!isEnough && { topic: 'checklistForecast' }),
      ...(against.length === 1 && { as: 'once' }),
    };
  },
};
