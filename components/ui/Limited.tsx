import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { limitOf } from './limit.ts';

interface Limits {
  value: string;
  /** The longest text that can be saved. A longer one stays in the field, whole, and it says so. */
  most: number;
  /** Id of the sentence about the limit, for the button that it switches off. */
  reason?: string;
  error?: ReactNode;
}

/** What a field shows of its limit: a hint while it is near, an error once it is passed. */
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
type InputProps = Limits & Omit<TextInputProps, 'value' | 'error'>;

/** A text field that says its limit and cuts nothing. */
export function LimitedTextarea({ most, reason, error, ...props }: AreaProps) {
  const { value } = props;
  return (
    <Textarea {...props} {...limited({ value, most, error, ...(reason ? { reason } : {}) })} />
  );
}

/** The same on one line. */
export function LimitedInput({ most, reason, error, ...props }: InputProps) {
  const { value } = props;
  return (
    <TextInput {...props} {...limited({ value, most, error, ...(reason ? { reason } : {}) })} />
  );
}
