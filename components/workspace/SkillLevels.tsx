import type { Profile } from '../../lib/model/index.ts';
import { skills } from '../../lib/model/index.ts';
import { type Levels, levelsOf, withLevels } from '../../lib/view/levels.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';

/** The names of the levels; the index is the stored number. */
const SCALE = ['start', 'help', 'alone', 'reliable', 'others'] as const;

/** Choices of one level: unset, or a step of the scale. */
function LevelSelect({
  name,
  value,
  disabled,
  onChange,
}: {
  name: string;
  value: number | null;
  disabled: boolean;
  onChange(value: number | null): void;
}) {
  return (
    <NativeSelect
      size="xs"
      aria-label={name}
      disabled={disabled}
      value={value === null ? '' : String(value)}
      data={[
        { value: '', label: t('me.noLevel') },
        ...SCALE.map((step, level) => ({ value: String(level), label: t(`me.scale.${step}`) })),
      ]}
      onChange={(event) =>
        onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
      }
    />
  );
}

/** The current and the wanted level of each skill, on a scale in words. */
export function SkillLevels({
  gaps,
  hint,
  disabled,
  onChange,
}: {
  gaps: Profile['gaps'];
  hint: string;
  disabled: boolean;
  onChange(gaps: Profile['gaps']): void;
}) {
  return (
    <details className="levels">
      <summary>{t('me.levels')}</summary>
      <p className="hint">{hint}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('me.skillColumn')}</th>
            <th scope="col">{t('me.current')}</th>
            <th scope="col">{t('me.wanted')}</th>
          </tr>
        </thead>
        <tbody>
          {skills.map((skill) => {
            const levels = levelsOf(gaps, skill);
            const name = tKey(`skill.${skill}`);
            const put = (change: Partial<Levels>) =>
              onChange(withLevels(gaps, skill, { ...levels, ...change }));
            return (
              <tr key={skill}>
                <th scope="row">{name}</th>
                <td>
                  <LevelSelect
                    name={t('me.currentOf', [name])}
                    value={levels.current}
                    disabled={disabled}
                    onChange={(current) => put({ current })}
                  />
                </td>
                <td>
                  <LevelSelect
                    name={t('me.wantedOf', [name])}
                    value={levels.wanted}
                    disabled={disabled}
                    onChange={(wanted) => put({ wanted })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
