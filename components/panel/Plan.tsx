import { Button } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import type { CheckState, Coached } from '../../lib/coaching/index.ts';
import { MAX_PROSE_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { t, tKey } from '../ui/words.ts';
import { useDraft } from './useDraft.ts';
import './plan.css';

type Who = NonNullable<ReturnType<typeof useMe>>;
type DealPlan = NonNullable<Coached['plan']>;

/** One thing to show before the stage is done. A tick needs an act of the buyer beside it. */
function Check({
  check,
  model,
  plan,
  id,
}: {
  check: CheckState;
  model: RecordModel;
  plan: DealPlan;
  id: string;
}) {
  const [writing, setWriting] = useState(false);
  const draft = useDraft(`${model.key}#check:${check.id}`, check.evidence);
  const { text } = draft;
  const reason = useId();
  const over = limitOf(text, MAX_PROSE_CHARS)?.over ?? false;
  const set = useAction('check.set');
  const put = (done: boolean, evidence: string) =>
    set.mutate(
      { refKey: model.key, playbook: plan.book.id, item: check.id, done, evidence },
      {
        onSuccess: () => {
          setWriting(false);
          draft.discard();
        },
      },
    );
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={check.done}
          disabled={set.isPending}
          onChange={() => (check.done ? put(false, check.evidence) : setWriting(true))}
        />
        <span id={id}>{check.text}</span>
      </label>
      {check.done && check.evidence !== '' && !writing && (
        <p className="hint">
          {check.evidence}
          {check.at !== null && ` · ${moment(check.at, model.now)}`}
        </p>
      )}
      <NotSaved error={set.error} />
      {writing && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '' && !over) put(true, text.trim());
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isComposing(event)) setWriting(false);
          }}
        >
          <LimitedTextarea
            autoFocus
            autosize
            minRows={1}
            maxRows={6}
            size="xs"
            label={t('plan.evidence')}
            aria-describedby={id}
            most={MAX_PROSE_CHARS}
            reason={reason}
            readOnly={set.isPending}
            value={text}
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
          />
          <NotKept error={draft.problem} text={text} full={t('notes.full')} />
          <div className="row">
            <Button
              type="submit"
              size="compact-sm"
              disabled={text.trim() === '' || over}
              aria-describedby={over ? reason : undefined}
              loading={set.isPending}
            >
              {t('plan.keep')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => setWriting(false)}
            >
              {t('prompts.close')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

/** “This doesn't match the buyer”: said where it is noticed, heard where playbooks are made. */
function Suggest({ model, plan, stage }: { model: RecordModel; plan: DealPlan; stage: string }) {
  const [open, setOpen] = useState(false);
  const draft = useDraft(`${model.key}#suggestion:${stage}`, '');
  const { text } = draft;
  const reason = useId();
  const over = limitOf(text, MAX_PROSE_CHARS)?.over ?? false;
  const [sent, setSent] = useState(false);
  const make = useAction('suggestion.make');
  if (sent) {
    return (
      <p className="hint" role="status">
        {t('plan.suggested')}
      </p>
    );
  }
  if (!open) {
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('plan.noMatch')}
      </button>
    );
  }
  const send = () =>
    make.mutate(
      { id: draft.id, playbook: plan.book.id, stage, item: null, text: text.trim() },
      {
        onSuccess: () => {
          setSent(true);
          draft.discard();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !over) send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) setOpen(false);
      }}
    >
      <LimitedTextarea
        autoFocus
        autosize
        minRows={2}
        maxRows={8}
        size="xs"
        label={t('plan.noMatchHow')}
        description={t('plan.everybody')}
        most={MAX_PROSE_CHARS}
        reason={reason}
        readOnly={make.isPending}
        value={text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      <NotKept error={draft.problem} text={text} full={t('notes.full')} />
      <NotSaved error={make.error} />
      <div className="row">
        <Button
          type="submit"
          variant="default"
          size="compact-sm"
          disabled={text.trim() === '' || over}
          aria-describedby={over ? reason : undefined}
          loading={make.isPending}
        >
          {t('plan.suggest')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(false)}>
          {t('prompts.close')}
        </Button>
      </div>
    </form>
  );
}

/** A newer version is in use for new deals; this one keeps its own until somebody moves it. */
function Newer({ model, plan }: { model: RecordModel; plan: DealPlan }) {
  const move = useAction('playbook.move');
  const { latest } = plan.book;
  if (latest.version === plan.version.version || latest.retired) return null;
  return (
    <>
      <p className="hint">
        {t('plan.newer', [String(latest.version), latest.why])}{' '}
        <button
          type="button"
          className="link"
          disabled={move.isPending}
          onClick={() =>
            move.mutate({ refKey: model.key, playbook: plan.book.id, version: latest.version })
          }
        >
          {t('plan.move', [String(latest.version)])}
        </button>
      </p>
      <NotSaved error={move.error} />
    </>
  );
}

/** What the playbook asks of this stage: the buyer's step first, then what would show it. */
export default function Plan({ model, plan }: { model: RecordModel; plan: DealPlan; who: Who }) {
  const [all, setAll] = useState(false);
  const { checklist, version } = plan;
  const { stage } = checklist;
  // What is ticked stays in sight, with its evidence, as long as the deal is open here.
  const listed = useRef(new Set<string>());
  for (const item of checklist.items)
    if (item.stage === stage?.id || (!item.done && checklist.skipped.includes(item)))
      listed.current.add(item.id);
  const items = checklist.items.filter((item) => all || listed.current.has(item.id));
  const done = checklist.items.filter((item) => item.done).length;
  return (
    <section className="part plan" aria-label={t('plan.region')}>
      <div className="part-head">
        <h2>{t('plan.region')}</h2>
        <span className="grow" />
        <span className="aside">
          {t('plan.version', [version.document.name, String(version.version)])}
        </span>
      </div>
      <Newer model={model} plan={plan} />
      {stage ? (
        <div className="card">
          <p className="kind">
            <Icon name="two" size={14} />
            <b>{t('plan.buyer')}</b>
            <span>{stage.name}</span>
          </p>
          <p className="buyer">{stage.buyer}</p>
          {stage.ask.length > 0 && (
            <ul className="asks">
              {stage.ask.map((ask) => (
                <li key={ask}>{ask}</li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t('plan.seller')}</summary>
            <p>{stage.seller}</p>
            <p className="hint">{stage.guidance}</p>
            {stage.fields.length > 0 && (
              <p className="hint">
                {t('plan.fields', [
                  stage.fields.map((field) => tKey(`facts.${field}`) || field).join(', '),
                ])}
              </p>
            )}
          </details>
        </div>
      ) : (
        <p className="hint">{t('plan.unmapped')}</p>
      )}
      <p className="aside">{t('plan.count', [String(done), String(checklist.items.length)])}</p>
      <ul className="checks">
        {items.map((check) => (
          <Check key={check.id} check={check} model={model} plan={plan} id={`check-${check.id}`} />
        ))}
      </ul>
      <div className="ends">
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'plan.less' : 'plan.all')}
        </button>
        {stage && <Suggest key={stage.id} model={model} plan={plan} stage={stage.id} />}
      </div>
    </section>
  );
}
