import { useState } from 'react';
import { type Now, today } from '../../../lib/coaching/index.ts';
import { parseScope } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { firstDue } from '../../../lib/view/today.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { firstName, fromToday } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { readersText } from '../../ui/readers.ts';
import { Became, stateOf } from '../Became.tsx';
import { Block, type BlockReaders, ReadersLabel } from '../Block.tsx';
import { nameOf } from '../oneOnOne/context.ts';
import type { Who } from '../page.ts';
import type { Shared } from './shared.ts';

/** A commitment that somebody made. What became of it: `Became.tsx`. */
type Made = Item<'commitment'>;

/** Open commitments that are shown at once, and how many more a press shows. */
const SHOWN = 5;

/** When it is due, in words. A past date is “was due”: Sideline calls nothing late. */
function dueText({ due, state }: Made['fields'], now: Now): string {
  if (state !== 'open') return t(state === 'kept' ? 'commitments.isKept' : 'commitments.isDropped');
  return t(due < today(now) ? 'today.wasDue' : 'today.due', [fromToday(due, now)]);
}

/** Who reads most of the block. A line with other readers names them. */
function readersOf({ me }: Who): BlockReaders {
  if (me !== null && me.reports.length > 0) return { text: t('today.named') };
  return me?.manager ? { text: t('person.pair', [firstName(me.manager.name)]) } : 'onlyYou';
}

function LineReaders({ scope, who }: { scope: string; who: Who }) {
  const kind = parseScope(scope)?.kind;
  if (kind === 'pair' || readersOf(who) === 'onlyYou') return null;
  return <ReadersLabel readers={kind === 'team' ? { text: readersText(scope, who) } : 'onlyYou'} />;
}

/** Between whom it is, seen from this person; null for a commitment to oneself. */
function betweenText({ scope, fields }: Made, who: Who): string | null {
  const pair = parseScope(scope);
  if (fields.owner !== who.user) return t('today.from', [nameOf(who, fields.owner)]);
  if (pair?.kind !== 'pair') return null;
  const other = pair.manager === who.user ? pair.rep : pair.manager;
  return t('today.to', [nameOf(who, other)]);
}

/** One commitment, and what became of it. */
function Line({ item, who, now, addresses }: Shared & { item: Made }) {
  const setState = useAction('commitment.setState');
  const { fields, scope } = item;
  const isDue = fields.state === 'open' && fields.due <= today(now);
  const about = [
    betweenText(item, who),
    fields.seenBy ? t('commitments.seenBy', [fields.seenBy]) : null,
  ];
  return (
    <li>
      <div className="due-line">
        <b dir="auto">{fields.text}</b>
        <span className={isDue ? 'due now' : 'due'}>{dueText(fields, now)}</span>
      </div>
      <p className="dim">
        {about.filter(Boolean).join(' · ')}
        {addresses?.has(fields.refKey) && (
          <>
            {' '}
            <RecordLink refKey={fields.refKey} addresses={addresses}>
              {t('today.openDeal')}
            </RecordLink>
          </>
        )}
        <LineReaders scope={scope} who={who} />
      </p>
      <Became
        item={item}
        who={who}
        now={now}
        onChoose={(what, due) => setState.mutate(stateOf(item.id, what, due))}
      />
      <NotSaved error={setState.error} />
    </li>
  );
}

function Lines({ list, ...shared }: Shared & { list: readonly Made[] }) {
  const [shown, setShown] = useState(SHOWN);
  const { items, others } = firstDue(list, shown);
  return (
    <>
      <ul className="due-list">
        {items.map((item) => (
          <Line key={item.id} item={item} {...shared} />
        ))}
      </ul>
      {others > 0 && (
        <Button variant="default" size="compact-sm" onClick={() => setShown(shown + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, others))])}
        </Button>
      )}
    </>
  );
}

/** The person’s own commitments, then those that others made to them, each list by due date. */
export function Commitments({
  own,
  toMe,
  ...shared
}: Shared & { own: readonly Made[]; toMe: readonly Made[] }) {
  return (
    <Block title={t('team.owed')} icon="check" readers={readersOf(shared.who)}>
      {own.length === 0 && <p className="dim">{t('today.noneDue')}</p>}
      <Lines list={own} {...shared} />
      {toMe.length > 0 && (
        <>
          <h3>{t('today.toMe')}</h3>
          <Lines list={toMe} {...shared} />
        </>
      )}
    </Block>
  );
}
