import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ENOUGH, FOLLOWS_DAYS } from '../../lib/coaching/index.ts';
import { send } from '../../lib/messages/index.ts';
import type { Learned } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { sentence, useAction } from '../data/actions.ts';
import { useSetting } from '../data/settings.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';

const percent = (share: number) => t('unit.percent', [String(Math.round(share * 100))]);

function nameOf(signal: string, org: OrgView): string {
  if (!signal.startsWith('written:')) return tKey(`signals.${signal}.name`);
  return (
    org.rows.prompts.find((row) => `written:${row.id}` === signal)?.fields.name ??
    t('timeline.ownQuestion')
  );
}

/** What the numbers of one question show, as a sentence. */
function conclusion({ n, weeks, effect }: Learned): string {
  if (n < ENOUGH || weeks < ENOUGH) return t('insights.tooLittle', [String(n), String(ENOUGH)]);
  if (effect === 0) return t('insights.open');
  return t(effect > 0 ? 'insights.more' : 'insights.less');
}

/**
 * The insights page: what happened after questions here, and how useful the organisation finds
 * them.
 */
export default function Insights({ org }: { org: OrgView }) {
  const learning = useSetting('learning');
  const choose = useAction('settings.set');
  const shared = useQuery({ queryKey: ['usefulness'], queryFn: () => send('usefulness.get') });
  const learned = Object.entries(org.learned).sort((a, b) => b[1].n - a[1].n);
  return (
    <div className="page">
      <h1>{t('workspace.page.insights')}</h1>
      <section aria-label={t('insights.mine')}>
        <h2>{t('insights.mine')}</h2>
        <p className="lead">{t('insights.mineLead', [String(FOLLOWS_DAYS)])}</p>
        <Switch
          label={t('insights.learning')}
          description={t('insights.learningHint')}
          checked={learning !== false}
          onChange={(event) =>
            choose.mutate({ name: 'learning', value: event.currentTarget.checked })
          }
        />
        <NotSaved error={choose.error} />
        {learned.length === 0 ? (
          <p className="hint">
            {learning === false ? t('insights.off') : t('insights.nothing', [String(FOLLOWS_DAYS)])}
          </p>
        ) : (
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('insights.question')}</th>
                  <th scope="col">{t('insights.times')}</th>
                  <th scope="col">{t('insights.followed')}</th>
                  <th scope="col">{t('insights.interval')}</th>
                  <th scope="col">{t('insights.base')}</th>
                  <th scope="col">{t('insights.says')}</th>
                </tr>
              </thead>
              <tbody>
                {learned.map(([signal, item]) => (
                  <tr key={signal}>
                    <th scope="row">{nameOf(signal, org)}</th>
                    <td>{item.n}</td>
                    <td>{item.followed}</td>
                    <td>{t('insights.fromTo', [percent(item.low), percent(item.high)])}</td>
                    <td>{t('insights.ofWeeks', [percent(item.base), String(item.weeks)])}</td>
                    <td>{conclusion(item)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="hint">{t('insights.cant')}</p>
          </div>
        )}
      </section>
      <section aria-label={t('insights.shared')}>
        <h2>{t('insights.shared')}</h2>
        <p className="lead">
          {t('insights.sharedLead', [String(shared.data?.least ?? 5)])} {t('insights.sharedCounts')}
        </p>
        {shared.isError && <p className="hint">{sentence(shared.error)}</p>}
        {shared.data && shared.data.prompts.length === 0 && (
          <p className="hint">{t('insights.tooFew', [String(shared.data.least)])}</p>
        )}
        {shared.data && shared.data.prompts.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('insights.question')}</th>
                <th scope="col">{t('insights.people')}</th>
                <th scope="col">{t('insights.useful')}</th>
              </tr>
            </thead>
            <tbody>
              {shared.data.prompts.map((item) => (
                <tr key={item.signal}>
                  <th scope="row">{nameOf(item.signal, org)}</th>
                  <td>{tKey(`insights.band.${item.people}`)}</td>
                  <td>{tKey(`insights.share.${item.useful}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {shared.data && shared.data.silent > 0 && (
          <p className="hint">{t('insights.tooFewRatings', [String(shared.data.silent)])}</p>
        )}
      </section>
    </div>
  );
}
