import type { TextareaProps, TextInputProps } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { isReadableName, MAX_NAME_CHARS } from '../../lib/model/index.ts';
import { t } from './i18n.ts';
import { Textarea, TextInput } from './inputs.ts';
import { limitOf } from './limit.ts';

interface Limits {
  value: string;
  /** Most characters that can be saved. A longer text stays in the field, with an error. */
  most: number;
  /** Id of the error about the limit, for the button that it disables. */
  reason?: string;
  error?: ReactNode;
}

/** Props that show the limit: a hint when the text is near it, an error when it is over. */
function limited({ value, most, reason, error }: Limits) {
  const limit = limitOf(value, most);
  if (limit?.over) {
    const errorProps = { role: 'status', ...(reason ? { id: reason } : {}) };
    return { error: limit.sentence, errorProps };
  }
  if (!limit) return { error };
  const inputContainer = (children: ReactNode) => (
    <>
      {children}
      <p className="hint">{limit.sentence}</p>
    </>
  );
  return { error, inputContainer };
}

type AreaProps = Limits &
  Omit<TextareaProps, 'value' | 'error'> & { ref?: Ref<HTMLTextAreaElement> };
type InputProps = Limits &
  Omit<TextInputProps, 'value' | 'error'> & { ref?: Ref<HTMLInputElement> };

/** A text area that shows its limit and never cuts the text. */
export function LimitedTextarea({ most, reason, error, ...props }: AreaProps) {
  const { value } = props;
  return (
    <Textarea {...props} {...limited({ value, most, error, ...(reason ? { reason } : {}) })} />
  );
}

/** The same for one line. */
export function LimitedInput({ most, reason, error, ...props }: InputProps) {
  const { value } = props;
  return (
    <TextInput {...props} {...limited({ value, most, error, ...(reason ? { reason } : {}) })} />
  );
}

/**
 * One line of a form that reads its fields by their names, and empties them with `reset`. Over the
 * limit, or with a problem, the browser does not submit the form.
 * @param problemIn what keeps a text from being saved, as a sentence; null if nothing does.
 */
export function LimitedField({
  most,
  problemIn,
  ...props
}: Omit<InputProps, 'value' | 'reason' | 'onChange' | 'error'> & {
  name: string;
  problemIn?: (text: string) => string | null;
}) {
  const [value, setValue] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const limit = limitOf(value, most);
  const problem = value === '' ? null : (problemIn?.(value) ?? null);
  const sentence = limit?.over ? limit.sentence : (problem ?? '');
  useEffect(() => {
    input.current?.setCustomValidity(sentence);
  }, [sentence]);
  useEffect(() => {
    const form = input.current?.form;
    const empty = () => setValue('');
    form?.addEventListener('reset', empty);
    return () => form?.removeEventListener('reset', empty);
  }, []);
  return (
    <LimitedInput
      {...props}
      ref={input}
      most={most}
      value={value}
      error={problem}
      onChange={(event) => setValue(event.currentTarget.value)}
    />
  );
}

/** The same for the name of a person, a team or a company, which others have to be able to read. */
export function NameField(props: Omit<Parameters<typeof LimitedField>[0], 'most' | 'problemIn'>) {
  const problemIn = (text: string) => (isReadableName(text) ? null : t('editor.unreadable'));
  return <LimitedField {...props} most={MAX_NAME_CHARS} problemIn={problemIn} />;
}
