import { useLiveQuery } from 'dexie-react-hooks';
import { calibrationOf, ENOUGH_CALLS, type FinishedCall } from '../../lib/coaching/calibration.ts';
import type { Now } from '../../lib/coaching/index.ts';
import { finishedOf, loadOwnCalls } from '../../lib/view/ownCalls.ts';
import { useDb } from '../data/store.ts';
import { count } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Block } from './Block.tsx';

const percent = (share: number) => count(Math.round(share * 100));

/** How this person's own calls came out; nobody else sees it. */
export function OwnCalibration({ user, now }: { user: string; now: Now }) {
  const db = useDb();
  const read = useLiveQuery(() => loadOwnCalls(db), [db]);
  if (!read || read.made.length === 0) return null;
  return <Calibration finished={finishedOf(read, user, now)} />;
}

/** The share of won deals of each call with its interval, once there are enough. */
export function Calibration({ finished }: { finished: readonly FinishedCall[] }) {
  const { n, brier, lines } = calibrationOf(finished);
  return (
    <Block title={t('forecast.calibration')} readers="onlyYou">
      {n < ENOUGH_CALLS || brier === null ? (
        <p>{t('forecast.few', [count(n)])}</p>
      ) : (
        <>
          <ul className="plain-list">
            {lines.map(({ call, won, n: made, low, high }) => (
              <li key={call}>
                {t('forecast.line', [
                  t(`forecast.${call}`),
                  count(won),
                  count(made),
                  percent(low),
                  percent(high),
                ])}
              </li>
            ))}
          </ul>
          <p className="hint">
            {t('forecast.brier', [count(brier, { maximumFractionDigits: 2 }), count(n)])}
          </p>
        </>
      )}
    </Block>
  );
}
