import { Button, NativeSelect } from '@mantine/core';
import type { Now } from '../../lib/coaching/index.ts';
import { type Profile, type SelfView, Skill, skills } from '../../lib/model/index.ts';
import { profileOf } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import type { OrgData } from '../data/coaching.ts';
import { firstName } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { AccessLog } from './AccessLog.tsx';
import type { Who } from './page.ts';

/** Names of the sizes of a gap; the index is the stored number. */
const LEVELS = ['none', 'small', 'medium', 'large', 'veryLarge'] as const;
type FocusFields = Pick<Profile, 'member' | 'focus' | 'agreedBy' | 'gaps' | 'strengths'>;

function focusFieldsOf(org: OrgData, member: string): FocusFields {
  const stored = profileOf(org.rows, member);
  return {
    member,
    focus: stored?.focus ?? null,
    agreedBy: stored?.agreedBy ?? null,
    gaps: stored?.gaps ?? {},
    strengths: stored?.strengths ?? [],
  };
}

/** A person's focus. It counts half in the ranking until the manager agrees to it, then fully. */
function Focus({
  profile,
  mine,
  name,
  me,
}: {
  profile: FocusFields;
  mine: boolean;
  name: string;
  me: string;
}) {
  const save = useAction('profile.save');
  const put = (change: Partial<FocusFields>) =>
    save.mutate({ profile: { ...profile, ...change }, from: profile });
  return (
    <section aria-label={mine ? t('me.focus') : name}>
      <h2>{mine ? t('me.focus') : name}</h2>
      {!mine && !profile.focus ? (
        <p className="hint">{t('me.theirNone', [firstName(name)])}</p>
      ) : (
        <>
          <p className="hint">{t(mine ? 'me.focusHint' : 'me.theirHint', [firstName(name)])}</p>
          <div className="fields">
            <NativeSelect
              label={t('me.skill')}
              disabled={!mine || save.isPending}
              value={profile.focus ?? ''}
              data={[
                { value: '', label: t('me.noFocus') },
                ...skills.map((skill) => ({ value: skill, label: tKey(`skill.${skill}`) })),
              ]}
              onChange={(event) =>
                put({
                  focus: Skill.safeParse(event.currentTarget.value).data ?? null,
                  agreedBy: null,
                })
              }
            />
            {profile.focus && (
              <p className="keys">
                {t(profile.agreedBy ? 'me.agreed' : 'me.notAgreed')}{' '}
                {!mine && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    loading={save.isPending}
                    onClick={() => put({ agreedBy: profile.agreedBy ? null : me })}
                  >
                    {t(profile.agreedBy ? 'me.takeBack' : 'me.agree')}
                  </Button>
                )}
              </p>
            )}
          </div>
        </>
      )}
      <details>
        <summary>{t('me.gaps')}</summary>
        {mine && <p className="hint">{t('me.gapsHint')}</p>}
        <div className="fields">
          {skills.map((skill) => (
            <NativeSelect
              key={skill}
              size="xs"
              disabled={save.isPending}
              label={tKey(`skill.${skill}`)}
              value={String(profile.gaps[skill] ?? 0)}
              data={LEVELS.map((level, index) => ({
                value: String(index),
                label: level === 'none' ? t('me.noGap') : t(`me.gapLevel.${level}`),
              }))}
              onChange={(event) =>
                put({ gaps: { ...profile.gaps, [skill]: Number(event.currentTarget.value) } })
              }
            />
          ))}
        </div>
      </details>
      <NotSaved error={save.error} />
    </section>
  );
}

/**
 * The private self-check: never shared or counted, only used for ranking the person's questions.
 */
function Self({ org, user }: { org: OrgData; user: string }) {
  const save = useAction('self.save');
  const stored = org.rows.self.find((self) => self.user === user);
  const value: SelfView = {
    approval: stored?.approval ?? 0,
    rejection: stored?.rejection ?? 0,
    control: stored?.control ?? 0,
  };
  return (
    <section aria-label={t('me.self')}>
      <h2>{t('me.self')}</h2>
      <p className="hint">{t('me.selfHint')}</p>
      <div className="fields long">
        {(['approval', 'rejection', 'control'] as const).map((name) => (
          <NativeSelect
            key={name}
            label={t(`me.${name}`)}
            disabled={save.isPending}
            value={String(value[name])}
            data={['none', 'little', 'some', 'much', 'very'].map((level, index) => ({
              value: String(index),
              label: tKey(`me.level.${level}`),
            }))}
            onChange={(event) =>
              save.mutate({ ...value, [name]: Number(event.currentTarget.value) })
            }
          />
        ))}
      </div>
      <NotSaved error={save.error} />
    </section>
  );
}

/** Retired questions, each with a button that asks it again. */
function Retired({ org }: { org: OrgData }) {
  const retire = useAction('prompt.retire');
  const list = org.exposure?.retired ?? [];
  const name = (signal: string) =>
    signal.startsWith('written:')
      ? (org.rows.prompts.find((row) => `written:${row.id}` === signal)?.fields.name ??
        t('timeline.ownQuestion'))
      : tKey(`signals.${signal}.name`);
  return (
    <section aria-label={t('me.retired')}>
      <h2>{t('me.retired')}</h2>
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
    </section>
  );
}

/** What affects a person's questions, and for a manager the focus of each report. */
export default function Me({ who, org, now }: { who: Who; org: OrgData; now: Now }) {
  const reports = who.me?.reports ?? [];
  return (
    <div className="page">
      <h1>{t('workspace.page.me')}</h1>
      <Focus
        profile={focusFieldsOf(org, who.user)}
        mine
        name={who.me?.user.name ?? ''}
        me={who.user}
      />
      <Self org={org} user={who.user} />
      <Retired org={org} />
      <AccessLog who={who} now={now} />
      {reports.length > 0 && (
        <>
          <h1>{t('me.team')}</h1>
          <p className="hint">{t('me.teamHint')}</p>
        </>
      )}
      {reports.map((member) => (
        <Focus
          key={member.id}
          profile={focusFieldsOf(org, member.id)}
          mine={false}
          name={member.name}
          me={who.user}
        />
      ))}
    </div>
  );
}
