import { type ReactNode, useId } from 'react';
import './chips.css';

interface Props<T extends string> {
  /** What is chosen, for those who do not see it. */
  label: string;
  values: readonly T[];
  value: T | null;
  textOf(value: T): string;
  disabled?: boolean;
  onChoose(value: T): void;
  /** The chosen one is pressed once more; absent where nothing takes it back. */
  onClear?(): void;
  children?: ReactNode;
}

/** A few answers of equal rank, one of which is chosen: the arrow keys move between them. */
export function RadioChips<T extends string>(props: Props<T>) {
  const { label, values, value, textOf, disabled = false, onChoose, onClear } = props;
  const group = useId();
  return (
    <fieldset className="chips" aria-label={label} disabled={disabled}>
      {values.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={group}
            checked={value === one}
            onChange={() => onChoose(one)}
            onClick={() => value === one && onClear?.()}
          />
          <span>{textOf(one)}</span>
        </label>
      ))}
      {props.children}
    </fieldset>
  );
}
