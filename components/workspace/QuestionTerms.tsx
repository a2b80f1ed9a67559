import { Switch } from '@mantine/core';
import type { PromptInput } from '../../lib/messages/index.ts';
import { Kind, Skill, skills } from '../../lib/model/index.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NativeSelect, TextInput } from '../ui/inputs.ts';
import type { SetField } from './QuestionTexts.tsx';

const LEVELS = ['low', 'below', 'usual', 'high', 'highest'] as const;

/** The stage and the last day of a question, and whether it is asked at all. */
export function QuestionTerms({
  value,
  stages,
  set,
}: {
  value: PromptInput;
  stages: readonly string[];
  set: SetField;
}) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label={t('questions.stage')}
          value={value.stage ?? ''}
          data={[
            { value: '', label: t('questions.anyStage') },
            ...new Set([...stages, ...(value.stage ? [value.stage] : [])]),
          ]}
          onChange={(event) => set('stage', event.currentTarget.value || null)}
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
    </>
  );
}

/** The kind, skill and priority of a question. */
export function QuestionExtra({ value, set }: { value: PromptInput; set: SetField }) {
  return (
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
        onChange={(event) => set('skill', Skill.safeParse(event.currentTarget.value).data ?? null)}
      />
      <NativeSelect
        label={t('questions.priority')}
        value={String(value.priority)}
        data={LEVELS.map((level, index) => ({
          value: String(index + 1),
          label: tKey(`questions.level.${level}`),
        }))}
        onChange={(event) => set('priority', Number(event.currentTarget.value))}
      />
    </div>
  );
}
