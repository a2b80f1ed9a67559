import type { Now } from '../../lib/coaching/index.ts';
import type { AboutRep } from '../../lib/view/people.ts';
import { signalText } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';

/** The questions about one rep: they are asked once, and not on every deal. */
function OfRep({ rep, now, named }: { rep: AboutRep; now: Now; named: boolean }) {
  return (
    <li>
      {named && <h3>{rep.name}</h3>}
      <ul className="plain-list">
        {rep.questions.map((item) => (
          <li key={item.fingerprint}>
            <b>{signalText(item, rep.side, now)}</b>
            <span className="hint">{signalText(item, 'because', now)}</span>
          </li>
        ))}
      </ul>
      {rep.deal && <p className="hint">{t('deals.askedOn', [rep.deal])}</p>}
    </li>
  );
}

interface AcrossProps {
  reps: readonly AboutRep[];
  now: Now;
  hasTeam: boolean;
}

/** What the open deals of a rep have in common, above the list of deals. */
export function AcrossDeals({ reps, now, hasTeam }: AcrossProps) {
  if (reps.length === 0) return null;
  return (
    <section className="across" aria-label={t('deals.across')}>
      <h2>{t('deals.across')}</h2>
      <ul>
        {reps.map((rep) => (
          <OfRep key={rep.owner} rep={rep} now={now} named={hasTeam || reps.length > 1} />
        ))}
      </ul>
    </section>
  );
}
