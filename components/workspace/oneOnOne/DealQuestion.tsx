import { t, tKey } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';
import { Lines } from './Lines.tsx';
import { Sure } from './Sure.tsx';

/** One of the four questions about a deal, and its answers. */
export function DealQuestion({
  part,
  ...props
}: StepProps & { part: 'goal' | 'reality' | 'options' | 'will' }) {
  const { plan, who } = props;
  const { pair } = plan;
  return (
    <>
      <h3>{tKey(`oneOnOne.ask.${part}`)}</h3>
      {part === 'options' && (
        <p className="hint">
          {pair.isManager
            ? t('oneOnOne.optionsFirst', [nameOf(who, pair.rep), nameOf(who, pair.manager)])
            : t('oneOnOne.optionsFirstYou', [nameOf(who, pair.manager)])}
        </p>
      )}
      <Lines {...props} part={part} />
      {part === 'will' && <Sure {...props} of={pair.rep} />}
    </>
  );
}
