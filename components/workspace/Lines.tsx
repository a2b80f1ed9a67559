import { Textarea } from '../ui/inputs.ts';

/** Several short texts, one per line. Lines that stay empty are dropped when the focus leaves. */
export function Lines({
  label,
  description,
  lines,
  onChange,
}: {
  label: string;
  description: string;
  lines: readonly string[];
  onChange(lines: readonly string[]): void;
}) {
  const filled = lines.filter((line) => line.trim() !== '');
  return (
    <Textarea
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autosize
      minRows={2}
      value={lines.join('\n')}
      onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
      onBlur={() => filled.length > 0 && filled.length < lines.length && onChange(filled)}
    />
  );
}
