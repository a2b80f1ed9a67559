import { lazy, Suspense, useState } from 'react';
import { dayOf } from '../../../lib/coaching/index.ts';
import { momentWords } from '../../../lib/coaching/moments/index.ts';
import { type Audience, audienceOf, audiencesFor, type Moment } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { useAction } from '../../data/actions.ts';
import { ActionIcon, Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { useFocusBack } from '../../ui/focus.ts';
import { date, firstName } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { audienceText, readersText, useNarrow } from '../../ui/readers.ts';
import { momentEvidence } from '../wellDone.ts';
import type { MomentProps } from './Card.tsx';

const WellDone = lazy(() => import('../WellDone.tsx'));

/** The question that a text answers. */
function labelOf({ moment }: Moment, word: (typeof momentWords)[number]): string {
  switch (word) {
    case 'aim':
    case 'ask':
    case 'listen':
      return t(`moments.brief.${word}`);
    case 'said':
    case 'learned':
      return t(`moments.debrief.${word}`);
    case 'doubt':
      return t('moments.lossReview.doubt');
    case 'mattered':
      return t('moments.winReview.which');
    case 'lesson':
    case 'story':
      return t(moment === 'winReview' ? 'moments.winReview.ask' : 'moments.lossReview.ask');
    default:
      return t(`moments.negotiation.${word}`);
  }
}

const DOUBTS = new Map([
  ['early', 'moments.doubt.early'],
  ['middle', 'moments.doubt.middle'],
  ['end', 'moments.doubt.end'],
] as const);

function wordText(word: string, text: string): string {
  const doubt = word === 'doubt' ? DOUBTS.get(text as 'early') : undefined;
  return doubt ? t(doubt) : text;
}

type Props = Omit<MomentProps, 'due'> & { item: Item<'moment'> };

/** A manager says well done to what a rep shared. */
function Praise({ item, title, name, model, who }: Props & { title: string; name: string }) {
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  const button = useFocusBack(state === 'open');
  const { fields } = item;
  if (state === 'open')
    return (
      <Suspense>
        <WellDone
          about={`moment.${fields.moment}`}
          evidence={momentEvidence(fields, t('moments.written.by', [name, title]), model.now)}
          model={model}
          who={who}
          onClose={() => setState('closed')}
          onSaved={() => setState('sent')}
        />
      </Suspense>
    );
  return (
    <div className="row">
      <Button ref={button} size="compact-sm" variant="default" onClick={() => setState('open')}>
        {t('prompts.wellDone')}
      </Button>
      <span role="status" className="hint">
        {state === 'sent' && t('moments.saved')}
      </span>
    </div>
  );
}

/** A finished moment: its texts, who reads them, and for its author the choice of that. */
export function Written({ item, model, who }: Props) {
  const { fields, scope } = item;
  const share = useAction('moment.audience');
  const isNarrow = useNarrow();
  const isMine = fields.author === who.user;
  const audience = audienceOf(scope);
  const name = isMine ? t('notes.you') : firstName(who.names.get(fields.author) ?? '');
  const kind = fields.moment === 'focus' ? 'brief' : fields.moment;
  const title = t(`moments.written.${kind}`);
  const day = date(dayOf(fields.at, model.now.timeZone), model.now);
  const next = model.rows.commitments.find(({ id }) => id === fields.next)?.fields;
  const canPraise =
    model.role.roles.includes('manager') && audiencesFor(who.me, model.shareWith).includes('pair');
  const setReaders = (choice: Audience) =>
    share.mutate({
      refKey: model.key,
      moment: fields.moment,
      about: fields.about,
      audience: choice,
    });
  return (
    <article className={`prompt moment written${audience === 'private' ? ' private' : ''}`}>
      <div className="inside">
        <p className="kind">
          <b>{t('moments.written.by', [name || t('notes.someone'), title])}</b>
          <span>{[day, fields.title].filter(Boolean).join(' · ')}</span>
        </p>
        <dl className="brief">
          {momentWords.map((word) => {
            const text = fields.words[word]?.trim();
            return text ? (
              <div key={word}>
                <dt>{labelOf(fields, word)}</dt>
                <dd dir="auto">{wordText(word, text)}</dd>
              </div>
            ) : null;
          })}
          {next && (
            <div>
              <dt>{t('moments.written.nextOne')}</dt>
              <dd dir="auto">{next.text}</dd>
            </div>
          )}
        </dl>
        <p className="meta">
          <span title={readersText(scope, who)}>
            <Icon name={audience === 'private' ? 'lock' : 'two'} size={14} />{' '}
            {readersText(scope, who, isNarrow)}
          </span>
          {isMine && audiencesFor(who.me, model.shareWith).length > 1 && (
            <Choices
              items={audiencesFor(who.me, model.shareWith)
                .filter((choice) => choice !== audience)
                .map((choice) => ({
                  label: t('notes.setReaders', [audienceText(choice, model, who)]),
                  onChoose: () => setReaders(choice),
                }))}
            >
              {(open) => (
                <ActionIcon
                  size="sm"
                  aria-haspopup="menu"
                  aria-label={t('moments.written.moreOf', [title])}
                  disabled={share.isPending}
                  onClick={open}
                >
                  <Icon name="more" size={14} />
                </ActionIcon>
              )}
            </Choices>
          )}
        </p>
        <NotSaved error={share.error} />
        {!isMine && canPraise && (
          <Praise item={item} title={title} name={name} model={model} who={who} />
        )}
      </div>
    </article>
  );
}
