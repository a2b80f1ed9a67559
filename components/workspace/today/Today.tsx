import { useRef } from 'react';
import { useAddresses } from '../../data/addresses.ts';
import { t } from '../../ui/i18n.ts';
import { dayText } from '../oneOnOne/times.ts';
import type { PageProps } from '../page.ts';
import { Commitments } from './Commitments.tsx';
import { Conversations } from './Conversation.tsx';
import { NextTalk } from './NextTalk.tsx';
import { PraiseBlock } from './Praise.tsx';
import { Unread } from './Unread.tsx';
import { useToday } from './useToday.ts';
import { Week } from './Week.tsx';
import '../oneOnOne/fields.css';
import './today.css';

interface Props extends Pick<PageProps, 'who' | 'org' | 'now'> {
  hasTeam: boolean;
}

/** The page of a day: one conversation, commitments, the next one-on-one; beside them the rest. */
export default function Today({ who, org, now, hasTeam }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  const today = useToday({ who, org, now }, hasTeam);
  const { view, week } = today ?? {};
  const conversations = view?.most ? [view.most, ...view.others] : [];
  const addresses = useAddresses([
    ...conversations.map(({ key }) => key),
    ...(week ?? []).map(({ deal }) => deal.key),
    ...(view?.unread ?? []).slice(0, 100).map(({ fields }) => fields.refKey),
    ...[...(view?.own ?? []), ...(view?.toMe ?? [])]
      .slice(0, 100)
      .map(({ fields }) => fields.refKey),
  ]);
  if (!today || !view) return null;
  const shared = { who, now, addresses };
  // What was answered or recognised is gone: the keyboard goes on from the top.
  const toTitle = () => title.current?.focus();
  return (
    <div className="page today">
      <h1 ref={title} tabIndex={-1}>
        {dayText(now.ms, now.timeZone)}
      </h1>
      {week && <p className="lead">{t(view.most ? 'today.lead' : 'today.calm')}</p>}
      <div className="today-columns">
        <div>
          {week && (
            <Conversations
              {...shared}
              list={conversations}
              known={today.known}
              onReplied={toTitle}
            />
          )}
          <Commitments {...shared} own={view.own} toMe={view.toMe} />
          <NextTalk plan={view.next} who={who} org={org} now={now} />
        </div>
        <div>
          {week && <Week {...shared} week={week} known={today.known} hasTeam={hasTeam} />}
          {view.praise && (
            <PraiseBlock
              key={view.praise.offer.id}
              praise={view.praise}
              who={who}
              now={now}
              onDone={toTitle}
            />
          )}
          <Unread {...shared} notes={view.unread} />
        </div>
      </div>
    </div>
  );
}
