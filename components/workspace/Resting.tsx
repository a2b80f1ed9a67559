import {
  type CoachingSettings,
  mayManage,
  type Restable,
  type RestReason,
} from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { Block } from './Block.tsx';
import type { Who } from './page.ts';

type Rested = Record<string, RestReason>;

const figures = ({ flagged, flaggedWon, other, otherWon }: RestReason) =>
  t('limits.rest.why', [String(flaggedWon), String(flagged), String(otherWon), String(other)]);

/**
 * Warnings whose deals were won more often, which a manager may let rest, and those that rest. The
 * figures of a decision are stored with it, because those of another device differ.
 */
export function Resting({
  who,
  stored,
  restable,
}: {
  who: Who;
  stored: CoachingSettings | null;
  restable: readonly Restable[];
}) {
  const save = useAction('settings.coaching');
  const rested = stored?.rested ?? {};
  const off = stored?.off ?? [];
  const manages = mayManage(who.me);
  const offered = manages
    ? restable.filter(({ signal }) => !(signal in rested) && !off.includes(signal))
    : [];
  const resting = Object.entries(rested);
  if (offered.length === 0 && resting.length === 0) return null;
  const put = (next: Rested) => {
    const { limits = {}, competitors = [] } = stored ?? {};
    const others = { limits, off: [...off], competitors };
    save.mutate({ settings: { ...others, rested: next }, from: { ...others, rested } });
  };
  const without = (signal: string) =>
    Object.fromEntries(resting.filter(([other]) => other !== signal));
  return (
    <Block title={t('limits.rest.title')}>
      {offered.length > 0 && <p className="hint">{t('limits.rest.lead')}</p>}
      <NotSaved error={save.error} />
      <ul className="limits rest">
        {offered.map(({ signal, ...reason }) => (
          <li key={signal}>
            <div>
              <b>{tKey(`signals.${signal}.name`)}</b>
              <small>{figures(reason)}</small>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('limits.rest.restOf', [tKey(`signals.${signal}.name`)])}
              disabled={save.isPending}
              onClick={() => put({ ...rested, [signal]: reason })}
            >
              {t('limits.rest.rest')}
            </Button>
          </li>
        ))}
        {resting.map(([signal, reason]) => (
          <li key={signal} className="off">
            <div>
              <b>{tKey(`signals.${signal}.name`)}</b>
              <small>
                {t('limits.rest.resting')} {figures(reason)}
              </small>
            </div>
            {manages && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('limits.rest.backOf', [tKey(`signals.${signal}.name`)])}
                disabled={save.isPending}
                onClick={() => put(without(signal))}
              >
                {t('limits.rest.back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}
