import type { Now } from '../../lib/coaching/index.ts';
import { Skill, skills } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { t, tKey } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { AccessLog } from './AccessLog.tsx';
import { Block } from './Block.tsx';
import { useProfile } from './focus.ts';
import { OwnCalibration } from './OwnCalibration.tsx';
import type { Who } from './page.ts';
import { Retired } from './Retired.tsx';
import { SelfCheck } from './SelfCheck.tsx';
import { SkillLevels } from './SkillLevels.tsx';

/** A person's own focus. It counts half in the ranking until the manager agrees to it. */
function Focus({ who, org }: { who: Who; org: OrgView }) {
  const { profile, put, error, isPending } = useProfile(org, who.user);
  return (
    <Block title={t('me.focus')} readers={who.me?.manager ? 'youAndManager' : 'onlyYou'}>
      <p className="hint">{t(who.me?.manager ? 'me.focusHint' : 'me.focusHintAlone')}</p>
      <div className="stack">
        <NativeSelect
          label={t('me.skill')}
          disabled={isPending}
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
        {profile.focus && <p>{t(profile.agreedBy ? 'me.agreed' : 'me.notAgreed')}</p>}
      </div>
      <SkillLevels
        gaps={profile.gaps}
        hint={t('me.levelsHint')}
        disabled={isPending}
        onChange={(gaps) => put({ gaps })}
      />
      <NotSaved error={error} />
    </Block>
  );
}

/** What affects a person's questions, and who viewed notes about this person. */
export default function Me({ who, org, now }: { who: Who; org: OrgView; now: Now }) {
  return (
    <div className="page">
      <h1>{t('workspace.page.me')}</h1>
      <div className="two">
        <div>
          <Focus who={who} org={org} />
          <Retired org={org} />
        </div>
        <div>
          <OwnCalibration user={who.user} now={now} />
          <SelfCheck org={org} user={who.user} />
          <AccessLog who={who} now={now} />
        </div>
      </div>
    </div>
  );
}
