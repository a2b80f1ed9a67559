import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';
import * as z from 'zod/mini';
import { type LintLanguage, languageOf, lint, refuses } from '../../lib/coaching/lint/index.ts';
import { compileCondition } from '../../lib/coaching/written/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import {
  Kind,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  mayManage,
  Skill,
  skills,
  WrittenPrompt,
} from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { follow, useAction } from '../data/actions.ts';
import type { KnownDeal } from '../data/deals.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput, LimitedTextarea } from '../ui/Limited.tsx';
import { NotSaved, Problem } from '../ui/Problem.tsx';
import { language, t, tKey } from '../ui/words.ts';
import { Condition } from './Condition.tsx';
import { LintList } from './LintList.tsx';
import { isShapedLike } from './loose.ts';
import { Matches } from './Matches.tsx';
import type { Who } from './place.ts';
import { Toolbar } from './Toolbar.tsx';
import { useDocument } from './useDocument.ts';

const blank: PromptInput = {
  name: '',
  when: '',
  rep: '',
  manager: '',
  kind: 'process',
  skill: null,
  stage: null,
  priority: 3,
  expires: null,
  on: true,
  directive: null,
};
const Shape = z.omit(WrittenPrompt, {
  refKey: true,
  author: true,
  at: true,
  editedBy: true,
  editedAt: true,
});

/** A draft may still be half written: an empty name or a text that is too long is no reason to lose it. */
export function parseDraft(raw: unknown): PromptInput | null {
  const draft = raw as PromptInput | null;
  const filled = { ...draft, name: draft?.name || '–', directive: draft?.directive || null };
  if (!draft || !isShapedLike(Shape, filled)) return null;
  const { name, when, rep, manager, kind, skill, stage, priority, expires, on, directive } = draft;
  return {
    name: name ?? '',
    when,
    rep,
    manager,
    kind,
    skill,
    stage,
    priority,
    expires,
    on,
    directive: directive ?? null,
  };
}

function inputOf(row: Item<'prompt'> | null): PromptInput {
  if (!row) return blank;
  const { refKey: _, author: __, at: ___, editedBy: ____, editedAt: _____, ...input } = row.fields;
  return input;
}

interface Props {
  id: string;
  /** Null for a question that is not saved yet. */
  row: Item<'prompt'> | null;
  who: Who;
  deals: KnownDeal[] | undefined;
  /** It was deleted, whatever is on screen by then. */
  onGone(): void;
  /** It was deleted while it was on screen. */
  onBack(): void;
}

/** Writes one question: what it asks, when, and of whom; with what is wrong said in words and the deals it would be asked on beside it. */
export function QuestionEditor({ id, row, who, deals, onGone, onBack }: Props) {
  const rev = JSON.stringify(inputOf(row));
  const start = useMemo(() => inputOf(row), [rev]);
  const doc = useDocument(`workspace#prompt:${id}`, start, parseDraft);
  const { value } = doc;
  const write = useAction('prompt.write');
  const remove = useAction('prompt.delete');
  const set = <K extends keyof PromptInput>(field: K, next: PromptInput[K]) =>
    doc.change(field, { ...value, [field]: next });
  const reader = language().slice(0, 2);
  const own: LintLanguage = reader === 'de' || reader === 'es' ? reader : 'en';
  const issues = (['rep', 'manager'] as const).map((side) => ({
    side,
    list: value[side].trim() === '' ? [] : lint(value[side], languageOf(value[side], own)),
  }));
  const tells = issues.some(({ list }) => refuses(list));
  const condition = useMemo(() => compileCondition(value.when), [value.when]);
  const stages = useMemo(
    () => [
      ...new Set(
        (deals ?? []).flatMap((deal) =>
          deal.facts.fields.stages.state === 'seen'
            ? deal.facts.fields.stages.value
                .filter((stage) => stage.kind === 'open')
                .map((stage) => stage.name)
            : [],
        ),
      ),
    ],
    [deals],
  );
  const isLong =
    value.name.length > MAX_NAME_CHARS ||
    value.when.length > MAX_PROSE_CHARS ||
    [value.rep, value.manager, tells ? (value.directive ?? '') : ''].some(
      (line) => line.length > MAX_LINE_CHARS,
    );
  const reason = useId();
  const missing =
    value.name.trim() === ''
      ? 'name'
      : value.rep.trim() === ''
        ? 'rep'
        : value.manager.trim() === ''
          ? 'manager'
          : isLong
            ? 'long'
            : !condition.ok
              ? 'when'
              : tells && (value.directive ?? '').trim() === ''
                ? 'lint'
                : null;
  const manages = mayManage(who.me);
  const mine = row === null || row.fields.author === who.user || manages;
  const save = () => {
    if (missing !== null) return;
    const clean = {
      ...value,
      name: value.name.trim(),
      rep: value.rep.trim(),
      manager: value.manager.trim(),
      directive: tells && value.directive ? value.directive.trim() : null,
    };
    write.mutate({ id, prompt: clean, from: row ? doc.began : null }, { onSuccess: doc.saved });
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
        <Toolbar title={row ? row.fields.name : t('questions.newTitle')} doc={doc}>
          {row && mine && (
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => follow(remove.mutateAsync({ id }, { onSuccess: onBack }), onGone)}
            >
              {t('questions.delete')}
            </Button>
          )}
          <Button
            disabled={missing !== null || !doc.changed || !mine}
            aria-describedby={missing !== null && doc.changed ? reason : undefined}
            loading={write.isPending}
            onClick={save}
          >
            {t('questions.save')}
          </Button>
        </Toolbar>
        <p className="hint">
          {t(
            who.me === null
              ? 'questions.forMe'
              : (row ? row.scope.startsWith('o:') : manages)
                ? 'questions.forAll'
                : 'questions.forMeOnly',
          )}
        </p>
        <NotSaved error={write.error} />
        <Problem error={remove.error} />
        <fieldset disabled={!mine}>
          <LimitedInput
            label={t('questions.name')}
            description={t('questions.nameHint')}
            most={MAX_NAME_CHARS}
            value={value.name}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          {(['rep', 'manager'] as const).map((side) => (
            <div key={side}>
              <LimitedTextarea
                label={t(side === 'rep' ? 'questions.rep' : 'questions.manager')}
                autosize
                minRows={1}
                most={MAX_LINE_CHARS}
                value={value[side]}
                onChange={(event) => set(side, event.currentTarget.value)}
              />
              <LintList
                issues={issues.find((entry) => entry.side === side)?.list ?? []}
                onTake={(wording) => set(side, wording)}
              />
            </div>
          ))}
          {tells && (
            <div className="directive">
              <Switch
                label={t('questions.directive')}
                checked={value.directive !== null}
                onChange={(event) => set('directive', event.currentTarget.checked ? '' : null)}
              />
              {value.directive !== null && (
                <LimitedInput
                  label={t('questions.directiveWhy')}
                  description={t('questions.directiveHint')}
                  most={MAX_LINE_CHARS}
                  value={value.directive}
                  onChange={(event) => set('directive', event.currentTarget.value)}
                />
              )}
            </div>
          )}
          <Condition
            value={value.when}
            condition={condition}
            onChange={(when) => set('when', when)}
          />
          <div className="fields">
            <NativeSelect
              label={t('questions.kind')}
              value={value.kind}
              data={Kind.options.map((kind) => ({
                value: kind,
                label: tKey(`prompts.kind.${kind}`),
              }))}
              onChange={(event) => set('kind', event.currentTarget.value as PromptInput['kind'])}
            />
            <NativeSelect
              label={t('questions.skill')}
              value={value.skill ?? ''}
              data={[
                { value: '', label: t('questions.noSkill') },
                ...skills.map((skill) => ({ value: skill, label: tKey(`skill.${skill}`) })),
              ]}
              onChange={(event) =>
                set('skill', Skill.safeParse(event.currentTarget.value).data ?? null)
              }
            />
            <NativeSelect
              label={t('questions.stage')}
              value={value.stage ?? ''}
              data={[
                { value: '', label: t('questions.anyStage') },
                ...new Set([...stages, ...(value.stage ? [value.stage] : [])]),
              ]}
              onChange={(event) => set('stage', event.currentTarget.value || null)}
            />
            <NativeSelect
              label={t('questions.priority')}
              value={String(value.priority)}
              data={['low', 'below', 'usual', 'high', 'highest'].map((level, index) => ({
                value: String(index + 1),
                label: tKey(`questions.level.${level}`),
              }))}
              onChange={(event) => set('priority', Number(event.currentTarget.value))}
            />
            <TextInput
              type="date"
              label={t('questions.expires')}
              value={value.expires ?? ''}
              onChange={(event) => set('expires', event.currentTarget.value || null)}
            />
          </div>
          <Switch
            label={t('questions.on')}
            checked={value.on}
            onChange={(event) => set('on', event.currentTarget.checked)}
          />
        </fieldset>
        {missing !== null && doc.changed && (
          <p className="hint" id={reason}>
            {tKey(`questions.missing.${missing}`)}
          </p>
        )}
      </section>
      <Matches id={id} prompt={value} works={condition.ok} deals={deals} />
    </>
  );
}
