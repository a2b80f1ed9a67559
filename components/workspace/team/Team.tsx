import { useMemo, useState } from 'react';
import { leadsTeam } from '../../../lib/model/index.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import {
  gapForTraining,
  matchesFilter,
  type TeamFilter,
  type TeamRow,
  teamFilters,
} from '../../../lib/view/team.ts';
import { useAddresses } from '../../data/addresses.ts';
import { useTeam } from '../../data/team.ts';
import { RadioChips } from '../../panel/RadioChips.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { language, t, tKey } from '../../ui/i18n.ts';
import { ReadersLabel } from '../Block.tsx';
import type { PageProps, Who } from '../page.ts';
import { Objectives } from '../person/Objectives.tsx';
import { Results } from '../person/Results.tsx';
import { TeamTable } from './TeamTable.tsx';
import { WeeksLegend } from './Weeks.tsx';
import './team.css';

const SHOWN = 50;

/** Narrows the table to a part of the team. A part that nobody is in is not offered. */
function Filters({
  rows,
  value,
  onChange,
}: {
  rows: readonly TeamRow[];
  value: TeamFilter;
  onChange(value: TeamFilter): void;
}) {
  const count = (filter: TeamFilter) => rows.filter((row) => matchesFilter(row, filter)).length;
  const offered = teamFilters.filter((one) => one === value || count(one) > 0);
  if (offered.length < 2) return null;
  return (
    <div className="team-filters">
      <RadioChips
        label={t('team.show')}
        values={offered}
        value={value}
        textOf={(one) => `${t(`team.filter.${one}`)} ${count(one)}`}
        onChoose={onChange}
      />
    </div>
  );
}

/** A gap that many people share, with the way to a session of the team. */
function SharedGap({ org, who }: { org: OrgView; who: Who }) {
  const reports = who.me?.reports ?? [];
  const gap = gapForTraining(org, reports);
  if (gap === null) return null;
  const team = who.me?.teams.find(({ id }) => leadsTeam(who.me, id));
  const { people, of, skill } = gap;
  const title = tKey('team.gap', [String(people), String(of), tKey(`skill.${skill}`)]);
  return (
    <div className="notice shared-gap">
      <Icon name="two" />
      <p>
        <b>{title}</b> {t('team.gapHint')}
      </p>
      {team && (
        <ButtonLink variant="default" size="compact-sm" href={`#oneOnOnes/team-${team.id}`}>
          {t('oneOnOne.openSession')}
        </ButtonLink>
      )}
    </div>
  );
}

/** A manager's page about the team: what to do next with each person. It ranks nobody. */
export default function Team({ who, org, now }: Pick<PageProps, 'who' | 'org' | 'now'>) {
  const reports = useMemo(() => {
    const { compare } = new Intl.Collator(language());
    return (who.me?.reports ?? []).toSorted((a, b) => compare(a.name, b.name));
  }, [who]);
  const team = useTeam(who, reports, org, now);
  const [wanted, setWanted] = useState<TeamFilter>('everyone');
  const [shown, setShown] = useState(SHOWN);
  const rows = team?.rows ?? [];
  // Nobody is left in the part that was chosen: the table is never empty.
  const filter = rows.some((row) => matchesFilter(row, wanted)) ? wanted : 'everyone';
  const matching = rows.filter((row) => matchesFilter(row, filter));
  const onPage = matching.slice(0, shown);
  const addresses = useAddresses(onPage.flatMap(({ deal }) => (deal ? [deal.key] : [])));
  return (
    <div className="page person team">
      <h1>{t('workspace.page.team')}</h1>
      <p className="lead">
        {t('team.lead')} <ReadersLabel readers="onlyYou" />
      </p>
      {team && <Filters rows={rows} value={filter} onChange={setWanted} />}
      <SharedGap org={org} who={who} />
      {team && (
        <>
          <TeamTable
            rows={onPage}
            org={org}
            now={now}
            me={who.user}
            addresses={addresses}
            hasDeals={team.hasDeals}
          />
          <WeeksLegend />
        </>
      )}
      {matching.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, matching.length - shown))])}
        </Button>
      )}
      <div className="two">
        <Objectives now={now} />
        <Results who={who} reports={reports} now={now} />
      </div>
    </div>
  );
}
