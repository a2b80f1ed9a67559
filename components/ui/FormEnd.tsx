import { Button } from './Button.tsx';
import { t } from './i18n.ts';

interface Props {
  save: string;
  /** The label of the button that leaves the form. */
  leave?: string;
  variant?: 'filled' | 'default';
  /** True while something is missing or too long. */
  disabled: boolean;
  isSaving: boolean;
  /** The id of the element that says why the form cannot be saved. */
  describedBy?: string | undefined;
  /** Null where the form cannot be left. */
  onLeave: (() => void) | null;
}

/** The end of a form: the button that saves it, and the one that leaves it. */
export function FormEnd(props: Props) {
  const { save, leave = t('prompts.close'), variant = 'filled' } = props;
  return (
    <div className="row">
      <Button
        type="submit"
        variant={variant}
        disabled={props.disabled}
        aria-describedby={props.describedBy}
        loading={props.isSaving}
      >
        {save}
      </Button>
      {props.onLeave && (
        <Button variant="subtle" color="gray" onClick={props.onLeave}>
          {leave}
        </Button>
      )}
    </div>
  );
}
