import { useId, useMemo } from 'react';
import { compileCondition } from '../../lib/coaching/authored/index.ts';
import { refuses } from '../../lib/coaching/lint/index.ts';
import { MAX_NAME_CHARS, mayManage } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may } from '../../lib/view/may.ts';
import { follow, useAction } from '../data/actions.ts';
import type { KnownDeal } from '../data/deals.ts';
import { useSame } from '../data/same.ts';
import { Button } from '../ui/Button.tsx';
import { language, t, tKey } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { NotSaved, Problem } from '../ui/Problem.tsx';
import { Condition } from './Condition.tsx';
import { Matches } from './Matches.tsx';
import { Preview } from './Preview.tsx';
import type { Who } from './page.ts';
import { QuestionExtra, QuestionTerms } from './QuestionTerms.tsx';
import { QuestionTexts, type SetField } from './QuestionTexts.tsx';
import {
  askedKey,
  cleanQuestion,
  inputOf,
  issuesOf,
  missingIn,
  openStages,
  ownSides,
  parseDraft,
  sides,
  withHiddenSide,
} from './question.ts';
import { Toolbar } from './Toolbar.tsx';
import { useDocument } from './useDocument.ts';

interface Props {
  id: string;
  /** Null for a question that is not saved yet. */
  row: Item<'prompt'> | null;
  who: Who;
  deals: KnownDeal[] | undefined;
  /** The question was deleted, even if another page is on screen by then. */
  onGone(): void;
  /** The question was deleted while it was on screen. */
  onBack(): void;
}

/** The editor of a question, with its problems and the deals that it would be asked on. */
export function QuestionEditor({ id, row, who, deals, onGone, onBack }: Props) {
  const start = useSame(inputOf(row));
  const doc = useDocument(`workspace#prompt:${id}`, start, parseDraft);
  const asked = askedKey(row, who);
  // A manager’s own question is also shown to them as the manager of a deal.
  const isOwn = asked === 'questions.forMeOnly' && !mayManage(who.me);
  const value = isOwn ? withHiddenSide(doc.value, start) : doc.value;
  const write = useAction('prompt.write');
  const remove = useAction('prompt.delete');
  const set: SetField = (field, next) => doc.change(field, { ...doc.value, [field]: next });
  const issues = issuesOf(value, language());
  const readers = isOwn ? ownSides : sides;
  const isDirective = readers.some((side) => refuses(issues[side]));
  const condition = useMemo(() => compileCondition(value.when), [value.when]);
  const stages = useMemo(() => openStages(deals ?? []), [deals]);
  const reason = useId();
  const missing = missingIn(value, { works: condition.ok, isDirective });
  const mayChange = row === null || may(who, 'prompt', 'change', row);
  const save = () => {
    if (missing !== null) return;
    const from = row ? doc.began : null;
    write.mutate({ id, prompt: cleanQuestion(value, isDirective), from }, { onSuccess: doc.saved });
  };
  if (!doc.ready) return <section className="editor" aria-busy="true" />;
  return (
    <>
      <section
        className="editor"
        aria-label={t('questions.editor')}
        onKeyDown={(event) => {
          if (isComposing(event) || (!event.ctrlKey && !event.metaKey)) return;
          if (event.key === 's') {
            event.preventDefault();
            save();
          }
          if (event.key === 'z') {
            event.preventDefault();
            (event.shiftKey ? doc.redo : doc.undo)?.();
          }
        }}
      >
        <Toolbar
          title={row ? row.fields.name : t('questions.newTitle')}
          doc={doc}
          readOnly={!mayChange}
        >
          {row && mayChange && (
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => follow(remove.mutateAsync({ id }, { onSuccess: onBack }), onGone)}
            >
              {t('questions.delete')}
            </Button>
          )}
          {doc.changed && mayChange && (
            <Button
              disabled={missing !== null}
              aria-describedby={missing !== null ? reason : undefined}
              loading={write.isPending}
              onClick={save}
            >
              {t('questions.save')}
            </Button>
          )}
        </Toolbar>
        {missing !== null && doc.changed && (
          <p className="hint" id={reason}>
            {tKey(`questions.missing.${isOwn && missing === 'rep' ? 'you' : missing}`)}
          </p>
        )}
        <p className="hint">{t(asked)}</p>
        <NotSaved error={write.error} />
        <Problem error={remove.error} />
        <fieldset disabled={!mayChange}>
          <QuestionTexts
            value={value}
            issues={issues}
            isDirective={isDirective}
            isOwn={isOwn}
            set={set}
          />
          <Preview prompt={value} isOwn={asked !== 'questions.forAll'} sides={readers} />
          <LimitedInput
            label={t('questions.name')}
            description={t('questions.nameHint')}
            most={MAX_NAME_CHARS}
            value={value.name}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <section className="group" aria-label={t('questions.when')}>
            <h3>{t('questions.when')}</h3>
            <Condition
              value={value.when}
              condition={condition}
              stages={stages}
              onChange={(when) => set('when', when)}
            />
            <QuestionTerms value={value} stages={stages} set={set} />
          </section>
          <details className="group">
            <summary>{t('questions.extra')}</summary>
            <QuestionExtra value={value} set={set} />
          </details>
        </fieldset>
      </section>
      <Matches id={id} prompt={value} works={condition.ok} deals={deals} />
    </>
  );
}
