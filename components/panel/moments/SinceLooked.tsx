import { dayOf } from '../../../lib/coaching/index.ts';
import { type SinceLine, sinceLook } from '../../../lib/view/sinceLook.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { Provenance } from '../../ui/Provenance.tsx';
import { entryText } from '../timelineText.ts';
import type { MomentProps } from './Card.tsx';

type Props = Omit<MomentProps, 'due'> & { since: number | null };

/** The text of a line, without its source. */
function lineText(line: SinceLine, { model, who }: Props): string {
  if (line.kind === 'kept') return t('moments.since.kept', [line.text]);
  if (line.kind === 'made') return t('moments.since.made', [line.text]);
  if (line.kind !== 'event' || model.facts === null) return '';
  return entryText(line.entry, model.facts, who.names, who.user);
}

/** What happened on the deal since this person last looked, each line with its source. */
export function SinceLooked(props: Props) {
  const { model, who, since } = props;
  const { facts, rows, now } = model;
  const lines = facts ? sinceLook(facts, rows, who.user, since) : [];
  if (lines.length === 0 || since === null) return null;
  return (
    <section className="part" aria-label={t('moments.since.title')}>
      <div className="part-head">
        <h2>{t('moments.since.title')}</h2>
        <span className="grow" />
        <span className="aside">{date(dayOf(since, now.timeZone), now)}</span>
      </div>
      <ul className="since">
        {lines.map((line) => {
          const source = line.kind === 'event' ? line.entry.source : 'sideline';
          const day = dayOf(line.at, now.timeZone);
          return (
            <li key={line.id}>
              <span dir="auto">{lineText(line, props)}</span>
              <small>
                <time dateTime={day}>{date(day, now)}</time>
                {' · '}
                {source === 'sideline' ? (
                  t('moments.since.sideline')
                ) : (
                  <Provenance source={source} />
                )}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
