import { Switch } from '@mantine/core';
import type { Side } from '../../lib/coaching/index.ts';
import type { LintIssue } from '../../lib/coaching/lint/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import { MAX_LINE_CHARS } from '../../lib/model/index.ts';
import { t } from '../ui/i18n.ts';
import { LimitedInput, LimitedTextarea } from '../ui/Limited.tsx';
import { LintList } from './LintList.tsx';
import { ownSides, sides } from './question.ts';

/** Changes one field of the question. */
export type SetField = <K extends keyof PromptInput>(field: K, next: PromptInput[K]) => void;

/** The wording of a question for each side, and the reason for a directive one. */
export function QuestionTexts({
  value,
  issues,
  isDirective,
  isOwn,
  set,
}: {
  value: PromptInput;
  issues: Record<Side, LintIssue[]>;
  isDirective: boolean;
  /** Only its author is asked, who is a rep. */
  isOwn: boolean;
  set: SetField;
}) {
  return (
    <>
      {(isOwn ? ownSides : sides).map((side) => (
        <div key={side}>
          <LimitedTextarea
            label={t(isOwn ? 'questions.you' : `questions.${side}`)}
            autosize
            minRows={1}
            most={MAX_LINE_CHARS}
            value={value[side]}
            onChange={(event) => set(side, event.currentTarget.value)}
          />
          <LintList issues={issues[side]} onTake={(wording) => set(side, wording)} />
        </div>
      ))}
      {isDirective && (
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
    </>
  );
}
