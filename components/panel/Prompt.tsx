import { lazy, Suspense, useId, useState } from 'react';
import {
  isOpen,
  type Ranked,
  type Side,
  type TriggeredSignal,
  type Turn,
  type Wording,
} from '../../lib/coaching/index.ts';
import type { PromptAction } from '../../lib/messages/index.ts';
import { type Audience, audiencesFor, known } from '../../lib/model/index.ts';
import { follow, useAction } from '../data/actions.ts';
import { usePressId } from '../data/attempts.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { type Chosen, type SavedText, useUi } from '../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { useFocusBack } from '../ui/focus.ts';
import { firstName } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { Later } from './Later.tsx';
import { because, icons, ownAnswer, questionText } from './promptTexts.ts';

// Most questions are answered without a look at their reasons, few return, and one side turns them.
const Composer = lazy(async () => ({ default: (await import('./Composer.tsx')).Composer }));
const Why = lazy(() => import('./Why.tsx'));
const Returning = lazy(() => import('./Returning.tsx'));
const TurnTo = lazy(() => import('./Turn.tsx'));
const RepAnswer = lazy(() => import('./RepAnswer.tsx'));
const PromptPraise = lazy(() => import('./PromptPraise.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;
function KindLine({ item, model }: { item: TriggeredSignal; model: RecordModel }) {
  const stage = known(model.facts?.fields.stage);
  const isClosed = model.facts !== null && !isOpen(model.facts);
  return (
    <p className="kind">
      <Icon name={icons[item.kind]} size={14} />
      <b>{tKey(`prompts.kind.${item.kind}`)}</b>
      {stage && !isClosed && <span>{t('prompts.inStage', [stage])}</span>}
    </p>
  );
}

/**
 * The open prompt: the question, its reason, and the only filled button of the panel, unless the
 * card of a moment above has it.
 */
export function OpenPrompt({
  ranked,
  model,
  side,
  wording,
  who,
  rep,
}: {
  ranked: Ranked;
  model: RecordModel;
  side: Side;
  wording: Wording;
  who: Who;
  rep: string | null;
}) {
  const { item } = ranked;
  const [why, setWhy] = useState(false);
  const [turn, setTurn] = useState<Turn | null>(null);
  const { composing, hasMoment, set } = useUi();
  const filled = hasMoment ? 'default' : 'filled';
  const outcome = useAction('prompt.outcome');
  const pressId = usePressId();
  const id = useId();
  const asked = turn ?? wording;
  const text = questionText(item, side, model, asked);
  const mode = composing?.signal === item.signal ? composing.as : null;
  const answerButton = useFocusBack(mode === 'answer');
  const askButton = useFocusBack(mode === 'question');
  const outcomeOf = (
    kind: PromptAction['outcome'],
    more: Pick<PromptAction, 'until'> & { reason?: string | null } = {},
  ): PromptAction => ({
    refKey: model.key,
    signal: item.signal,
    fingerprint: item.fingerprint,
    outcome: kind,
    reason: null,
    severity: Math.min(1, Math.max(0, Math.round(item.severity * 1000) / 1000)),
    ...more,
  });
  const confirmed = (action: PromptAction, undo: Chosen['undo']) => {
    if (useUi.getState().key === model.key) set({ chosen: { ...action, undo }, wanted: null });
  };
  const saveOutcome = (action: PromptAction) => {
    const { id, done } = pressId(`${model.key} ${item.fingerprint}`);
    follow(outcome.mutateAsync({ ...action, id }), () => {
      done();
      confirmed(action, { id });
    });
  };
  /** After a save. Its answer may be late, and another text may be open by then. */
  const saved =
    (kind: 'answered' | 'asked', goesOn: boolean, as: SavedText['as'] | null = null) =>
    (audience: Audience, note: { id: string; text: string; outcome: string }) => {
      const rows = { note: note.id, outcome: note.outcome };
      const written = as && { ...rows, draft: `${model.key}#${slotOf(as)}`, as };
      confirmed(outcomeOf(kind), written);
      if (useUi.getState().composing !== composing) return;
      set({ composing: null, open: null });
      // What went well needs no way forward.
      if (!goesOn || item.kind === 'praise') return;
      const onlyMe = audience === 'private';
      const { id: noteId, text: words } = note;
      set({
        followUp: { signal: item.signal, question: text, answer: words, note: noteId, onlyMe },
      });
    };
  const slotOf = (as: SavedText['as']) => `${as}:${item.signal}:${side}`;
  const compose = (as: 'answer' | 'question' | 'praise') =>
    set({ open: item.signal, composing: { signal: item.signal, as } });
  const hasPair = audiencesFor(who.me, model.shareWith).includes('pair');
  const questionKind = side === 'rep' ? 'help' : 'question';
  const answer = ownAnswer(item, model, who.user);
  const canTurn = side === 'manager' && !item.authored && !mode;
  const canAsk = side === 'manager' ? rep !== null && hasPair : hasPair;
  const theirs = side === 'manager' ? ownAnswer(item, model, model.role.rep ?? '') : null;
  const praised = side === 'manager' && canAsk && (theirs !== null || item.kind === 'praise');
  return (
    <article className={`prompt open ${item.kind}`} data-signal={item.signal}>
      <div className="inside">
        <KindLine item={item} model={model} />
        {theirs && rep && (
          <Suspense>
            <RepAnswer answer={theirs} rep={rep} model={model} />
          </Suspense>
        )}
        {answer ? (
          <Suspense>
            <Returning
              answer={answer}
              model={model}
              who={who}
              text={text}
              signal={item.signal}
              hasForm={!mode}
              audience={hasPair ? 'pair' : 'private'}
              outcome={(reason) => outcomeOf('answered', { reason })}
              onSaved={(changed) => saved('answered', changed)}
            />
          </Suspense>
        ) : (
          <>
            {canTurn && (
              <Suspense>
                <TurnTo turn={asked} onTurn={setTurn} />
              </Suspense>
            )}
            <h3 dir="auto">{text}</h3>
          </>
        )}
        <p className="because">{because(item, model)}</p>
        {mode === 'praise' ? (
          <Suspense>
            <PromptPraise
              item={item}
              answer={theirs}
              rep={rep ?? ''}
              model={model}
              who={who}
              {...(theirs ? {} : { outcome: outcomeOf('answered') })}
              onClose={() => set({ composing: null })}
              onSaved={() => set({ composing: null })}
            />
          </Suspense>
        ) : mode ? (
          <Suspense>
            <Composer
              key={mode}
              model={model}
              who={who}
              slot={slotOf(mode)}
              label={mode === 'answer' ? t('prompts.yourAnswer') : t('prompts.yourQuestion')}
              save={mode === 'answer' ? t('prompts.saveAnswer') : t('prompts.sendQuestion')}
              start={mode === 'question' ? text : ''}
              audience={mode === 'question' || hasPair ? 'pair' : 'private'}
              kind={mode === 'answer' ? 'answer' : questionKind}
              prompt={{ signal: item.signal, question: text }}
              focus
              onClose={() => set({ composing: null })}
              outcome={outcomeOf(mode === 'answer' ? 'answered' : 'asked')}
              onSaved={saved(mode === 'answer' ? 'answered' : 'asked', mode === 'answer', mode)}
            />
          </Suspense>
        ) : (
          <div className="row">
            {side === 'manager' && canAsk && rep && (
              <Button
                ref={askButton}
                variant={answer ? 'default' : filled}
                onClick={() => compose('question')}
              >
                {t('prompts.askRep', [firstName(rep)])}
              </Button>
            )}
            {praised && (
              <Button variant="default" onClick={() => compose('praise')}>
                {t('prompts.wellDone')}
              </Button>
            )}
            {!answer && !praised && (
              <Button
                ref={answerButton}
                data-action="prompt.answer"
                variant={side === 'manager' && canAsk ? 'default' : filled}
                onClick={() => compose('answer')}
              >
                {t('prompts.answer')}
              </Button>
            )}
            {side === 'rep' && canAsk && (
              <Button ref={askButton} variant="default" onClick={() => compose('question')}>
                {t('prompts.ask')}
              </Button>
            )}
            <Later
              model={model}
              user={who.user}
              disabled={outcome.isPending}
              onChoose={(until) => saveOutcome(outcomeOf('snoozed', { until }))}
            />
          </div>
        )}
        <NotSaved error={outcome.error} />
      </div>
      <div className="foot">
        <Button
          data-action="prompt.why"
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-expanded={why}
          aria-controls={id}
          rightSection={<Icon name={why ? 'up' : 'down'} size={14} />}
          onClick={() => setWhy(!why)}
        >
          {t('prompts.why')}
        </Button>
        <span className="grow" />
        <Choices
          title={t('prompts.reason')}
          items={(['known', 'wrong', 'timing', 'other', 'never'] as const).map((reason) => ({
            label: t(`prompts.reasons.${reason}`),
            onChoose: () => saveOutcome(outcomeOf('dismissed', { reason })),
          }))}
        >
          {(open) => (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-haspopup="menu"
              onClick={open}
            >
              {t('prompts.notUseful')}
            </Button>
          )}
        </Choices>
      </div>
      <div id={id} hidden={!why}>
        {why && (
          <Suspense>
            <Why ranked={ranked} model={model} answer={answer} />
          </Suspense>
        )}
      </div>
    </article>
  );
}
