import type { OrgView } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { Block } from './Block.tsx';

/** Retired questions, each with a button that asks it again. */
export function Retired({ org }: { org: OrgView }) {
  const retire = useAction('prompt.retire');
  const list = org.exposure?.retired ?? [];
  const name = (signal: string) =>
    signal.startsWith('written:')
      ? (org.rows.prompts.find((row) => `written:${row.id}` === signal)?.fields.name ??
        t('timeline.ownQuestion'))
      : tKey(`signals.${signal}.name`);
  return (
    <Block title={t('me.retired')} readers="onlyYou">
      <p className="hint">{t('me.retiredHint')}</p>
      {list.length === 0 && <p>{t('me.noneRetired')}</p>}
      <NotSaved error={retire.error} />
      <ul className="plain">
        {list.map((signal) => (
          <li key={signal}>
            <span>{name(signal)}</span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('me.bringBackOf', [name(signal)])}
              loading={retire.isPending && retire.variables.signal === signal}
              onClick={() => retire.mutate({ signal, back: true })}
            >
              {t('me.bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </Block>
  );
}
