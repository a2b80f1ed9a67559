import { type ReactNode, useMemo } from 'react';
import { dayOf } from '../../../lib/coaching/index.ts';
import { preRead } from '../../../lib/model/index.ts';
import { slotsUntil } from '../../../lib/store/index.ts';
import type { Plan } from '../../../lib/view/oneOnOne.ts';
import { documentOf, type OneOnOneDocument } from '../../../lib/view/oneOnOneDocument.ts';
import { rehearsalOf } from '../../../lib/view/prepared.ts';
import { useOneOnOneRows } from '../../data/oneOnOne.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { fromToday } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { readersText } from '../../ui/readers.ts';
import { Block } from '../Block.tsx';
import { AwayNotice } from '../oneOnOne/AwayNotice.tsx';
import { fullNameOf, nameOf } from '../oneOnOne/context.ts';
import { whenText } from '../oneOnOne/times.ts';
import type { PageProps } from '../page.ts';

type Props = Pick<PageProps, 'who' | 'org' | 'now'> & { plan: Plan };

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** The rep’s three lines, as far as they are written; the rep sees which are not. */
function Before({ doc, plan, who }: Props & { doc: OneOnOneDocument }) {
  const { isManager, rep } = plan.pair;
  const written = preRead.filter((part) => doc.before[part] !== null);
  if (written.length === 0) {
    const name = nameOf(who, rep);
    return isManager ? (
      <Row name={t('oneOnOne.preReadOf', [name])}>{t('oneOnOne.notWritten', [name])}</Row>
    ) : (
      <Row name={t('oneOnOne.preRead')}>{t('oneOnOne.notWrittenYou')}</Row>
    );
  }
  return (isManager ? written : preRead).map((part) => (
    <Row key={part} name={tKey(`oneOnOne.part.${part}`)}>
      {doc.before[part]?.fields.text ?? <Empty />}
    </Row>
  ));
}

/** How far the agenda is prepared. */
function Agenda(props: Props & { slot: string }) {
  const { plan, org, now, slot } = props;
  const { pair } = plan;
  const written = useOneOnOneRows(pair, slotsUntil(now.ms), 'oneOnOne', null);
  const doc = useMemo(
    () => (written ? documentOf(written, pair, slot) : undefined),
    [written, pair, slot],
  );
  if (!doc) return null;
  const topics = doc.items.filter(({ fields }) => !fields.done);
  const rehearsal = rehearsalOf(org.rows, pair);
  const earlier = doc.earlier.length + doc.moreEarlier;
  return (
    <dl className="agenda">
      <Before {...props} doc={doc} />
      {topics.length > 0 && (
        <Row name={t('oneOnOne.topics')}>{topics.map(({ fields }) => fields.text).join(' · ')}</Row>
      )}
      {earlier > 0 && <Row name={t('oneOnOne.step.since')}>{t('today.lookBack', earlier)}</Row>}
      {rehearsal && (
        <Row name={t('oneOnOne.step.rehearse')}>{tKey(`skill.${rehearsal.skill}`)}</Row>
      )}
    </dl>
  );
}

function Planned(props: Props) {
  const { plan, who, now } = props;
  const { pair, next, rhythm, isChosen } = plan;
  const name = fullNameOf(who, pair.other);
  return (
    <Block
      title={t('today.with', [name])}
      icon="bubbles"
      readers={{ text: readersText(pair.scope, who, true) }}
    >
      <p>
        {next ? whenText(next, rhythm, now.timeZone) : t('oneOnOne.none')}
        <span className="dim">
          {[
            ...(next ? [fromToday(dayOf(next.ms, now.timeZone), now)] : []),
            ...(isChosen ? [] : [t('oneOnOne.proposed')]),
          ].map((text) => ` · ${text}`)}
        </span>
      </p>
      <AwayNotice plan={plan} />
      {next && <Agenda {...props} slot={next.slot} />}
      <ButtonLink
        variant="light"
        href={`#oneOnOnes/${pair.other}`}
        aria-label={t('oneOnOne.openOf', [name])}
      >
        {t('oneOnOne.open')}
      </ButtonLink>
    </Block>
  );
}

/** The next one-on-one with its agenda; who has none reads why, and what to do about it. */
export function NextTalk({ plan, ...props }: Omit<Props, 'plan'> & { plan: Plan | null }) {
  if (plan !== null) return <Planned plan={plan} {...props} />;
  const isSignedOut = props.who.me === null;
  return (
    <Block title={t('team.next')} icon="bubbles" readers="onlyYou">
      <p className="dim">{t(isSignedOut ? 'oneOnOne.signedOut' : 'oneOnOne.nobody')}</p>
      {isSignedOut && (
        <a className="link" href="#settings/account">
          {t('options.signIn')}
        </a>
      )}
    </Block>
  );
}
