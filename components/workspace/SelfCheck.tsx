import type { SelfView } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { Block } from './Block.tsx';

const ANSWERS = ['none', 'little', 'some', 'much', 'very'] as const;

/**
 * The private self-check: never shared or counted, only used for ranking the person's questions. No
 * answer is chosen before the person gives one.
 */
export function SelfCheck({ org, user }: { org: OrgView; user: string }) {
  const save = useAction('self.save');
  const stored = org.rows.self.find((self) => self.user === user);
  const value: SelfView = {
    approval: stored?.approval ?? null,
    rejection: stored?.rejection ?? null,
    control: stored?.control ?? null,
  };
  return (
    <Block title={t('me.self')} readers="onlyYou">
      <p className="hint">{t('me.selfHint')}</p>
      <div className="stack">
        {(['approval', 'rejection', 'control'] as const).map((name) => (
          <NativeSelect
            key={name}
            label={t(`me.${name}`)}
            disabled={save.isPending}
            value={value[name] === null ? '' : String(value[name])}
            data={[
              { value: '', label: t('me.unanswered') },
              ...ANSWERS.map((answer, index) => ({
                value: String(index),
                label: tKey(`me.level.${answer}`),
              })),
            ]}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              save.mutate({ ...value, [name]: chosen === '' ? null : Number(chosen) });
            }}
          />
        ))}
      </div>
      <NotSaved error={save.error} />
    </Block>
  );
}
