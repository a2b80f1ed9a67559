import { useMemo, useState } from 'react';
import { audiencesFor, parseRefKey } from '../../../lib/model/index.ts';
import { mayReply } from '../../../lib/view/may.ts';
import { sideOf } from '../../../lib/view/record.ts';
import type { Request } from '../../../lib/view/rightDeals.ts';
import type { Conversation } from '../../../lib/view/today.ts';
import { useAction } from '../../data/actions.ts';
import { type RecordModel, useRecord } from '../../data/record.ts';
import { Button } from '../../ui/Button.tsx';
import { fromToday, initials, signalText } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { Problem } from '../../ui/Problem.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { readersText } from '../../ui/readers.ts';
import { ReadersLabel } from '../Block.tsx';
import { fullNameOf } from '../oneOnOne/context.ts';
import { requestText, stakeText } from '../rightReasons.ts';
import { TalkItOver } from '../TalkItOver.tsx';
import { ReplyTo } from './ReplyTo.tsx';
import type { Shared } from './shared.ts';

interface Props extends Shared {
  item: Conversation;
}
interface ListProps extends Shared {
  list: readonly Conversation[];
  /** How many open deals this device knows. */
  known: number;
  /** A request was answered: its conversation is over. */
  onReplied(): void;
}

/** The warning that the conversation is about, with its values; undefined while it is read. */
function askedIn(view: RecordModel | null | undefined, { signal }: Conversation) {
  return view?.coached?.coaching.triggered.find((one) => one.signal === signal);
}

type Asked = ReturnType<typeof askedIn>;

/** Why this one, why now, and why by this person: only what is so. */
function Reasons({ item, who, now, asked }: Props & { asked: Asked }) {
  const { deal, request, signal, focus } = item;
  const noticed =
    signal === null
      ? null
      : asked
        ? signalText(asked, 'because', now)
        : tKey(`signals.${signal}.name`);
  const isHelp = request?.kind === 'help';
  const stake = deal && stakeText(deal, now);
  const soon =
    request === null && item.needsYou && deal?.closeDate
      ? t('today.commitSoon', [fromToday(deal.closeDate, now)])
      : null;
  const rows = [
    {
      name: t('today.why'),
      text: request
        ? [requestText(request, now, who.names), isHelp && t('today.helpFirst')]
        : [noticed],
    },
    { name: t('today.now'), text: [soon, stake, request && noticed] },
    { name: t('today.you'), text: [focus && t('today.focus', [tKey(`skill.${focus}`)])] },
  ].map(({ name, text }) => ({ name, text: text.filter(Boolean).join(' · ') }));
  return (
    <dl className="why">
      {rows
        .filter(({ text }) => text !== '')
        .map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Opens the deal in the CRM. @param isFirst it is what to do first. */
function OpenDeal({ refKey, isFirst }: { refKey: string; isFirst: boolean }) {
  const open = useAction('record.open');
  return (
    <>
      <Button variant={isFirst ? 'filled' : 'default'} onClick={() => open.mutate({ refKey })}>
        {t('today.openDeal')}
      </Button>
      <Problem error={open.error} />
    </>
  );
}

/** A question of a colleague is the question here; words that ask for help come before one. */
function Words({ request, question }: { request: Request | null; question: string | null }) {
  const quoted = request && t('oneOnOne.quoted', [request.text]);
  const isQuestion = request?.kind === 'question';
  return (
    <>
      {quoted !== null && (
        <blockquote className={isQuestion ? 'question' : undefined} dir="auto">
          {quoted}
        </blockquote>
      )}
      {question !== null && !isQuestion && (
        <p className="question" dir="auto">
          {question}
        </p>
      )}
    </>
  );
}

type HeroProps = Props & Pick<ListProps, 'onReplied'> & { onNext: (() => void) | null };

function Hero({ item, onNext, onReplied, ...shared }: HeroProps) {
  const { who, now, addresses } = shared;
  const { key, deal, request } = item;
  const ref = useMemo(() => parseRefKey(key), [key]);
  const view = useRecord(ref, true);
  const asked = askedIn(view, item);
  const address = addresses?.get(key);
  const isManager = view ? sideOf(view.role.roles, null) === 'manager' : false;
  const person = request?.author ?? deal?.role.rep ?? null;
  const name = person === null ? (deal?.owner ?? '') : fullNameOf(who, person);
  const isOther = name !== '' && person !== who.user;
  // Where a request waits for an answer, or nobody can receive a question, the deal is the place.
  const isWritable = audiencesFor(who.me, view?.shareWith ?? null).includes('pair');
  const coached = isManager && request === null && asked && isWritable ? view?.coached : null;
  const question = asked ? signalText(asked, isManager ? 'manager' : 'rep', now) : null;
  const canReply = request !== null && mayReply(who, { scope: request.scope, fields: {} });
  return (
    <section className="box conversation" aria-label={t('today.most')}>
      <div className="conversation-head" aria-live="polite">
        {isOther && (
          <>
            <span className="avatar" aria-hidden="true">
              {initials(name)}
            </span>
            <b>{name}</b>
          </>
        )}
        <h2>
          <RecordLink refKey={key} addresses={addresses}>
            {deal?.name || request?.name || t('facts.deal')}
          </RecordLink>
        </h2>
        {item.needsYou && <span className="chip clay">{t('today.needsYou')}</span>}
        <ReadersLabel
          readers={request ? { text: readersText(request.scope, who, true) } : 'onlyYou'}
        />
      </div>
      <Words request={request} question={question} />
      <div className="conversation-row">
        {canReply && (
          <ReplyTo key={request.note} request={request} name={name} onSaved={onReplied} />
        )}
        {view && coached && (
          <TalkItOver
            key={key}
            item={{
              ...{ request, signal: item.signal },
              deal: {
                ...{ ...view, name: deal?.name ?? '' },
                ...{ facts: coached.facts, coaching: coached.coaching },
              },
            }}
            who={who}
            address={address}
            isFirst
          />
        )}
        {address !== undefined && <OpenDeal refKey={key} isFirst={!coached && !canReply} />}
        {onNext && (
          <Button variant="subtle" color="gray" onClick={onNext}>
            {t('today.another')}
          </Button>
        )}
      </div>
      <Reasons item={item} {...shared} asked={asked} />
    </section>
  );
}

/**
 * The conversation that matters most, with why; the others one at a time. Without any, what will be
 * here and the way to it.
 */
export function Conversations({ list, known, onReplied, ...shared }: ListProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const place = Math.max(
    0,
    list.findIndex(({ key }) => key === wanted),
  );
  const item = list[place];
  if (!item)
    return (
      <section className="box conversation" aria-label={t('today.most')}>
        <h2>{t('today.most')}</h2>
        <p className="dim">{t(known === 0 ? 'today.noDeals' : 'today.nothing')}</p>
        {known === 0 && (
          <a className="link" href="#settings/sites">
            {t('today.sites')}
          </a>
        )}
      </section>
    );
  const next = list[(place + 1) % list.length];
  const onNext = list.length > 1 && next ? () => setWanted(next.key) : null;
  return <Hero item={item} onNext={onNext} onReplied={onReplied} {...shared} />;
}
