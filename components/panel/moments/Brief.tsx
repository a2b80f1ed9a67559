import { useId, useState } from 'react';
import { type Meeting, SHORT_BRIEF_MS, spanOf } from '../../../lib/coaching/moments/index.ts';
import { cut } from '../../../lib/model/cut.ts';
import { MAX_LINE_CHARS, MAX_NAME_CHARS } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { useDraft } from '../useDraft.ts';
import { AskManager } from './AskManager.tsx';
import { Card, type MomentProps } from './Card.tsx';
import { aboutText, startText } from './callTime.ts';
import { stillOpen, suggestedAim, suggestedFor } from './suggested.ts';

/** How long *Later* puts a brief aside; it comes back before the call. */
const LATER_MS = 2 * 3_600_000;

interface Props extends MomentProps {
  meeting: Meeting;
  /** Further calls of the next day: a line each. */
  also: readonly Meeting[];
}

/** Aim, one question and one thing to listen for, before a call. */
export default function Brief({ due, meeting, also, model, who }: Props) {
  const { now } = model;
  const slot = `${model.key}#moment=brief:${due.about}`;
  const suggestions = suggestedFor(model);
  const ownAim = suggestedAim(model, who.user);
  const aim = useDraft(`${slot}:aim`, ownAim.text);
  const ask = useDraft(`${slot}:ask`, suggestions[0]?.ask ?? '');
  const listen = useDraft(`${slot}:listen`, suggestions[0]?.listen ?? '');
  const [place, setPlace] = useState(0);
  const [isEditing, setEditing] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const write = useAction('moment.write');
  const reason = useId();
  const start = spanOf(meeting, now)?.start ?? due.at;
  const isShort = start - now.ms <= SHORT_BRIEF_MS;
  const focus = model.coached?.person.focus ?? null;
  const texts = [aim, ask, listen];
  const isOver = texts.some(({ text }) => limitOf(text, MAX_LINE_CHARS)?.over);
  const save = (state: 'kept' | 'later') =>
    write.mutate(
      {
        refKey: model.key,
        moment: 'brief',
        about: due.about,
        state,
        until: state === 'later' ? Math.min(now.ms + LATER_MS, start - SHORT_BRIEF_MS) : null,
        title: cut(meeting.title, MAX_NAME_CHARS),
        words: { aim: aim.text.trim(), ask: ask.text.trim(), listen: listen.text.trim() },
        tried: null,
      },
      { onSuccess: () => state === 'kept' && texts.forEach((draft) => void draft.discard()) },
    );
  const another = () => {
    const next = (place + 1) % suggestions.length;
    setPlace(next);
    ask.change({ text: suggestions[next]?.ask ?? '' });
    listen.change({ text: suggestions[next]?.listen ?? '' });
  };
  const field = (name: 'aim' | 'ask' | 'listen', draft: typeof aim) => (
    <LimitedInput
      size="xs"
      label={t(`moments.brief.${name}`)}
      most={MAX_LINE_CHARS}
      reason={reason}
      readOnly={write.isPending}
      value={draft.text}
      onChange={(event) => draft.change({ text: event.currentTarget.value })}
    />
  );
  const hasAim = aim.text.trim() !== '';
  const showsAll = !isShort || isWhole;
  const open = showsAll ? stillOpen(model, aim.text) : [];
  return (
    <Card
      title={t('moments.brief.title')}
      icon="clock"
      about={[startText(meeting, now), aboutText(meeting, now)].join(' · ')}
      scope={`u:${who.user}`}
      who={who}
      why={t(meeting.isAdded ? 'moments.why.briefAdded' : 'moments.why.brief')}
    >
      {isEditing ? (
        <div className="moment-fields">
          {field('aim', aim)}
          {field('ask', ask)}
          {field('listen', listen)}
        </div>
      ) : (
        <dl className="brief">
          {showsAll && hasAim && (
            <div>
              <dt>{t('moments.brief.aim')}</dt>
              <dd dir="auto">
                {aim.text}
                {aim.text === ownAim.text && <small>{ownAim.source}</small>}
              </dd>
            </div>
          )}
          <div className="main">
            <dt>
              {t('moments.brief.ask')}
              {showsAll && (
                <button type="button" className="link" onClick={another}>
                  {t('moments.brief.another')}
                </button>
              )}
            </dt>
            <dd dir="auto">{ask.text}</dd>
          </div>
          <div>
            <dt>{t('moments.brief.listen')}</dt>
            <dd dir="auto">{listen.text}</dd>
          </div>
          {open.length > 0 && (
            <div>
              <dt>{t('moments.brief.open')}</dt>
              {open.map((text) => (
                <dd key={text} dir="auto">
                  {text}
                </dd>
              ))}
            </div>
          )}
        </dl>
      )}
      {showsAll && focus && (
        <p className="moment-focus">{t('moments.brief.focus', [tKey(`skill.${focus.skill}`)])}</p>
      )}
      {showsAll &&
        also.map((item) => (
          <p key={item.id} className="hint">
            {t('moments.brief.also', [startText(item, now), item.title])}
          </p>
        ))}
      <NotKept error={aim.problem ?? ask.problem} text={ask.text} full={t('notes.full')} />
      <NotSaved error={write.error} text={ask.text} />
      {isShort && !isWhole ? (
        <div className="row">
          <button
            type="button"
            className="link"
            aria-expanded={false}
            onClick={() => setWhole(true)}
          >
            {t('moments.brief.rest')}
          </button>
          <CopyLink text={`${ask.text}\n${listen.text}`} />
        </div>
      ) : (
        <div className="row">
          <Button
            size="compact-sm"
            disabled={ask.text.trim() === '' || isOver}
            loading={write.isPending}
            onClick={() => save('kept')}
          >
            {t('moments.brief.keep')}
          </Button>
          {!isEditing && (
            <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
              {t('moments.brief.edit')}
            </Button>
          )}
          {!isShort && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => save('later')}>
              {t('moments.later')}
            </Button>
          )}
        </div>
      )}
      {showsAll && <AskManager model={model} who={who} about={`brief:${due.about}`} />}
    </Card>
  );
}
