import { featuresAt, NEED_LOST, NEED_WON, probability } from '../../lib/coaching/index.ts';
import type { RecordModel } from '../data/record.ts';
import { count } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import './health.css';

const thousandths = (value: number) =>
  count(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const hundred = (share: number) => String(Math.round(share * 100));

/** The win probability with its quality, or why it cannot be computed. */
function Chance({ model }: { model: RecordModel }) {
  const { winProbability } = model.org;
  if (!winProbability || !model.facts) return null;
  if (winProbability.state === 'short')
    return (
      <p className="hint">
        {t('health.short', [
          String(NEED_WON),
          String(NEED_LOST),
          String(winProbability.won),
          String(winProbability.lost),
        ])}
      </p>
    );
  if (winProbability.state === 'notBetter')
    return (
      <p className="hint">
        {t('health.notBetter', [
          String(winProbability.won + winProbability.lost),
          thousandths(winProbability.brier),
          thousandths(winProbability.base),
        ])}
      </p>
    );
  const chance = probability(winProbability.model, featuresAt(model.facts, model.now.ms));
  return (
    <div className="chance">
      <p>
        <b>{t('health.chance', [hundred(chance)])}</b>
      </p>
      <details>
        <summary>{t('health.sure')}</summary>
        <p className="hint">
          {t('health.trust', [
            String(winProbability.won + winProbability.lost),
            thousandths(winProbability.brier),
            thousandths(winProbability.base),
          ])}
        </p>
        <table>
          <caption>{t('health.bins')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('health.forecast')}</th>
              <th scope="col">{t('health.came')}</th>
              <th scope="col">{t('health.deals')}</th>
            </tr>
          </thead>
          <tbody>
            {winProbability.bins
              .filter((bin) => bin.n > 0)
              .map((bin) => (
                <tr key={bin.forecast}>
                  <td>{t('unit.percent', [hundred(bin.forecast)])}</td>
                  <td>{t('unit.percent', [hundred(bin.won)])}</td>
                  <td>{bin.n}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

type HealthReport = NonNullable<NonNullable<RecordModel['coaching']>['health']>;

/** How much a warning counts: without a threshold it can only apply. */
function weightOf({ grave, hasThreshold }: HealthReport['reasons'][number]): string {
  if (hasThreshold) return t(grave ? 'health.grave' : 'health.some');
  return t(grave ? 'health.heavy' : 'health.applies');
}

/** What the health would be without this reason. */
function effectOf({ without }: HealthReport['reasons'][number], { label }: HealthReport): string {
  if (without === label) return t('health.same');
  return t('health.without', [tKey(`health.${without}`)]);
}

/** The reasons for the health of the deal, each with its effect. Labelled as a checklist. */
export default function Health({ model }: { model: RecordModel }) {
  const report = model.coaching?.health;
  if (!report) return null;
  return (
    <section className="card health" aria-label={t('health.region')}>
      <h2>{tKey(`health.${report.label}`)}</h2>
      <p className="hint">{t('health.checklist')}</p>
      {report.reasons.length === 0 && <p>{t('health.none')}</p>}
      <ul>
        {report.reasons.map((reason) => (
          <li key={reason.signal}>
            <b>{tKey(`signals.${reason.signal}.name`)}</b>
            <span>{`${weightOf(reason)} · ${effectOf(reason, report)}`}</span>
          </li>
        ))}
      </ul>
      <Chance model={model} />
    </section>
  );
}
