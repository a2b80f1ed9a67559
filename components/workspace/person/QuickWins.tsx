import { useState } from 'react';
import { type QuickWin, quickWins, type WinDeal } from '../../../lib/coaching/goals.ts';
import { plannedDay } from '../../../lib/coaching/index.ts';
import { known } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { follow, useAction } from '../../data/actions.ts';
import { type KnownDeal, useDeals } from '../../data/deals.ts';
import { ids } from '../../data/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import type { Subject } from './subject.ts';

/** What quick wins need of a deal: its next planned meeting or call, and its close date. */
function winDealOf({ key, name, facts }: KnownDeal, { now, day }: Subject): WinDeal {
  const planned = (known(facts.fields.activities) ?? []).flatMap((item) => {
    const on = plannedDay(item, now.timeZone, 'starts');
    const isTalk = item.kind === 'meeting' || item.kind === 'call';
    return isTalk && item.state === 'open' && on !== null && on >= day
      ? [{ day: on, title: item.subject }]
      : [];
  });
  const [meeting = null] = planned.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return { key, name, meeting, closeDate: known(facts.fields.closeDate) ?? null };
}

interface WinProps {
  win: Exclude<QuickWin, { kind: 'mark' }>;
  behaviour: string;
  subject: Subject;
}

/** One quick win on a deal, which becomes a commitment with one press. */
function Win({ win, behaviour, subject }: WinProps) {
  const make = useAction('commitment.make');
  const [id] = useState(() => ids.next());
  const [isMade, setMade] = useState(false);
  const on = date(win.day, subject.now);
  const text =
    win.kind === 'meeting'
      ? t('goals.winMeeting', [behaviour, win.title, on])
      : t('goals.winDeal', [behaviour, win.name, on]);
  const commit = () =>
    follow(
      make.mutateAsync({
        id,
        refKey: win.key,
        text: behaviour,
        due: win.day,
        owner: subject.who.user,
      }),
      () => setMade(true),
    );
  return (
    <li>
      <span dir="auto">{text}</span>
      {isMade ? (
        <span className="dim" role="status">
          {t('goals.committed')}
        </span>
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('goals.commitOf', [text])}
          loading={make.isPending}
          onClick={commit}
        >
          {t('goals.commit')}
        </Button>
      )}
      <NotSaved error={make.error} />
    </li>
  );
}

interface QuickWinsProps {
  item: Item<'goal'>;
  subject: Subject;
  org: OrgView;
}

/** Small steps that are possible soon: on the next calls and deals, and a first number. */
export function QuickWins({ item, subject, org }: QuickWinsProps) {
  const deals = useDeals(org, subject.now);
  const { fields } = item;
  const own = (deals ?? []).filter(
    ({ role }) => role.rep === subject.member && role.roles.includes('rep'),
  );
  const wins = quickWins(
    fields,
    own.map((deal) => winDealOf(deal, subject)),
    subject.day,
  );
  if (wins.length === 0) return null;
  return (
    <div className="quick-wins">
      <h3>{t('goals.wins')}</h3>
      <ul className="plain">
        {wins.map((win) =>
          win.kind === 'mark' ? (
            <li key="mark">
              <span>{t('goals.winMark')}</span>
            </li>
          ) : (
            <Win key={win.key} win={win} behaviour={fields.behaviour} subject={subject} />
          ),
        )}
      </ul>
    </div>
  );
}
