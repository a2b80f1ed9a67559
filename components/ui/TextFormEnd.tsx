import type { ComponentProps } from 'react';
import { FormEnd } from './FormEnd.tsx';
import { t } from './i18n.ts';
import { NotKept, NotSaved } from './Problem.tsx';

interface Props extends ComponentProps<typeof FormEnd> {
  /** The drafts of its fields; the first one has the words that can be copied. */
  drafts: readonly [{ text: string; problem: unknown }, ...{ text: string; problem: unknown }[]];
  /** Why it was not saved. */
  error: unknown;
}

/** The end of a form with texts: what was not stored or saved, and the buttons. */
export function TextFormEnd({ drafts, error, ...end }: Props) {
  const [{ text }] = drafts;
  const problem = drafts.find((draft) => draft.problem)?.problem;
  return (
    <>
      <NotKept error={problem} text={text} full={t('notes.full')} />
      <NotSaved error={error} text={text} />
      <FormEnd {...end} />
    </>
  );
}
