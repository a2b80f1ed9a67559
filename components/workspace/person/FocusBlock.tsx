import { useRef } from 'react';
import { type FocusWork, focusWorkOf } from '../../../lib/coaching/focusWork.ts';
import { Skill, skills } from '../../../lib/model/index.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { date } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { NativeSelect } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Block } from '../Block.tsx';
import { useStoredProfile } from '../focus.ts';
import { SkillLevels } from '../SkillLevels.tsx';
import { Sure } from './Sure.tsx';
import { nameIn, readersOfRows, type Subject } from './subject.ts';
import { Trial } from './Trial.tsx';

interface Props {
  subject: Subject;
  rows: PersonRows;
}

/** One key of a focus: who, and when it was turned. */
function Key({ name, turned, text }: { name: string; turned: boolean; text: string }) {
  return (
    <li className={turned ? 'turned' : ''}>
      {turned && <Icon name="check" size={14} />}
      <b>{name}</b>
      <span>{text}</span>
    </li>
  );
}

/** Both keys, and the manager’s button where the second one waits. */
function Keys({ subject, work, agreed }: { subject: Subject; work: FocusWork; agreed: boolean }) {
  const { now, member, manager } = subject;
  if (manager === null) return null;
  const second = nameIn(subject, manager);
  const isMine = manager === subject.who.user;
  const waiting = isMine ? t('me.waitsForYou') : t('focus.notAgreed');
  const on = (day: string | null, dated: 'picked' | 'agreedOn', plain: 'chosen' | 'done') =>
    day === null ? t(`focus.${plain}`) : t(`focus.${dated}`, [date(day, now)]);
  return (
    <ul className="two-keys">
      <Key name={nameIn(subject, member)} turned text={on(work.pickedOn, 'picked', 'chosen')} />
      <Key
        name={second}
        turned={agreed}
        text={agreed ? on(work.agreedOn, 'agreedOn', 'done') : waiting}
      />
    </ul>
  );
}

/** The focus: its two keys, how sure the person feels, what they try, and when it is old. */
export function FocusBlock({ subject, rows }: Props) {
  const { member, isOwn, isFixed, day, now, who, name: person, manager } = subject;
  const stored = rows.profile?.fields ?? null;
  const { profile, put, error, isPending } = useStoredProfile(stored, member);
  const entry = useAction('focus.entry');
  const select = useRef<HTMLSelectElement>(null);
  const { focus, agreedBy } = profile;
  const agreed = agreedBy !== null;
  const entries = rows.focus.map(({ fields }) => fields);
  const work = focus && focusWorkOf(entries, focus, agreed, now);
  const name = focus === null ? '' : tKey(`skill.${focus}`);
  const canAgree = !isOwn && focus !== null;
  const write = (event: 'sure' | 'kept', level: number | null) =>
    focus && entry.mutate({ focus, event, day, level, text: '', tried: null, went: '' });
  const trials = rows.focus.filter(
    ({ fields }) => fields.event === 'trial' && fields.focus === focus,
  );
  return (
    <Block
      title={focus === null ? t('focus.title') : t('focus.titleOf', [name])}
      icon="key"
      readers={readersOfRows(rows.profile === null ? [] : [rows.profile], subject).block}
    >
      {isOwn && (
        <>
          {focus === null && (
            <p className="hint">{t(manager === null ? 'me.focusHintAlone' : 'me.focusHint')}</p>
          )}
          <NativeSelect
            ref={select}
            label={t('me.skill')}
            disabled={isPending}
            value={focus ?? ''}
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
        </>
      )}
      {focus === null && !isOwn && <p className="dim">{t('me.theirNone', [person])}</p>}
      {work && <Keys subject={subject} work={work} agreed={agreed} />}
      {isOwn && focus && manager !== null && !agreed && <p className="hint">{t('me.notAgreed')}</p>}
      {canAgree && (
        <Button
          variant={agreed ? 'subtle' : 'filled'}
          {...(agreed ? { color: 'gray' as const } : {})}
          size="compact-sm"
          aria-label={t(agreed ? 'me.withdrawAgreementOf' : 'me.agreeOf', [person, name])}
          loading={isPending}
          onClick={() => put({ agreedBy: agreed ? null : who.user })}
        >
          {t(agreed ? 'me.withdrawAgreement' : 'me.agree')}
        </Button>
      )}
      {work && (
        <Sure
          sure={work.sure}
          subject={subject}
          {...(isOwn ? { onChange: (level: number) => write('sure', level) } : {})}
        />
      )}
      {isOwn && focus && <Trial key={focus} focus={focus} trials={trials} subject={subject} />}
      {isOwn && work && work.unchangedWeeks !== null && (
        <div className="stale" role="status">
          <p>{t('focus.stale', work.unchangedWeeks, [String(work.unchangedWeeks)])}</p>
          <div className="row">
            <Button variant="default" size="compact-sm" onClick={() => select.current?.focus()}>
              {t('focus.another')}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              loading={entry.isPending}
              onClick={() => write('kept', null)}
            >
              {t('focus.keep')}
            </Button>
          </div>
        </div>
      )}
      <SkillLevels
        gaps={profile.gaps}
        hint={isOwn ? t('me.levelsHint') : t('me.teamLevelsHint', [person])}
        disabled={isPending || isFixed}
        onChange={(gaps) => put({ gaps })}
      />
      <NotSaved error={error ?? entry.error} />
    </Block>
  );
}
