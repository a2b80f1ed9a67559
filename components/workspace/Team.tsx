import type { Now } from '../../lib/coaching/index.ts';
import type { Member } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { Button } from '../ui/Button.tsx';
import { firstName } from '../ui/format.ts';
import { language, t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { useProfile } from './focus.ts';
import type { Who } from './page.ts';
import { Objectives } from './person/Objectives.tsx';
import { Results } from './person/Results.tsx';
import { SkillLevels } from './SkillLevels.tsx';

/** One report: the focus, and a button only where an agreement can be given or withdrawn. */
function Report({ member, org, me }: { member: Member; org: OrgView; me: string }) {
  const { profile, put, error, isPending } = useProfile(org, member.id);
  const name = firstName(member.name);
  const { focus, agreedBy } = profile;
  const state = t(agreedBy ? 'me.agreedShort' : 'me.waitsForYou');
  const skill = focus === null ? '' : tKey(`skill.${focus}`);
  return (
    <li aria-label={member.name}>
      <div className="line">
        <a href={`#person/${member.id}`} aria-label={t('person.open', [member.name])}>
          {member.name}
        </a>
        {focus === null ? (
          <span className="dim">{t('me.theirNone', [name])}</span>
        ) : (
          <>
            <span>
              {t('me.theirFocus', [skill])}
              <span className="dim">{` · ${state}`}</span>
            </span>
            <Button
              variant={agreedBy ? 'subtle' : 'default'}
              color="gray"
              size="compact-sm"
              aria-label={t(agreedBy ? 'me.takeBackOf' : 'me.agreeOf', [name, skill])}
              loading={isPending}
              onClick={() => put({ agreedBy: agreedBy ? null : me })}
            >
              {t(agreedBy ? 'me.takeBack' : 'me.agree')}
            </Button>
          </>
        )}
      </div>
      <SkillLevels
        gaps={profile.gaps}
        hint={t('me.teamLevelsHint', [name])}
        disabled={isPending}
        onChange={(gaps) => put({ gaps })}
      />
      <NotSaved error={error} />
    </li>
  );
}

/** The reports of a manager, in alphabetical order. */
export default function Team({ who, org, now }: { who: Who; org: OrgView; now: Now }) {
  const { compare } = new Intl.Collator(language());
  const reports = (who.me?.reports ?? []).toSorted((a, b) => compare(a.name, b.name));
  return (
    <div className="page person">
      <h1>{t('workspace.page.team')}</h1>
      <p className="lead">{t('me.teamHint')}</p>
      <ul className="reports">
        {reports.map((member) => (
          <Report key={member.id} member={member} org={org} me={who.user} />
        ))}
      </ul>
      <div className="two">
        <Objectives now={now} />
        <Results reports={reports} now={now} />
      </div>
    </div>
  );
}
