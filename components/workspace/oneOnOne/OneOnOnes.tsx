import { usualRhythm } from '../../../lib/coaching/rhythm/index.ts';
import { scopes, type TalkFormat, type Team } from '../../../lib/model/index.ts';
import { clashesOf, isToday, type Pair, type Plan } from '../../../lib/view/oneOnOne.ts';
import { sessionTeams, teamPair } from '../../../lib/view/talks.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { initials } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { readersText } from '../../ui/readers.ts';
import type { PageProps } from '../page.ts';
import { AwayNotice } from './AwayNotice.tsx';
import { fullNameOf } from './context.ts';
import OneOnOne from './OneOnOne.tsx';
import { Readers } from './Readers.tsx';
import { Recognitions } from './Recognitions.tsx';
import { whenText } from './times.ts';
import { usePlans } from './usePlans.ts';
import './pairs.css';
import './oneOnOne.css';
import './notes.css';
import './fields.css';
import './beside.css';

/** The id of a pair in the address: a former manager is not the present one. */
const routeOf = ({ other, isFormer }: Pair) => (isFormer ? `former-${other}` : other);
const reviewRoute = ({ other }: Pair) => `review-${other}`;
const sessionRoute = ({ id }: Team) => `team-${id}`;

interface RowProps extends Pick<PageProps, 'who' | 'now'> {
  plan: Plan;
  /** The one-on-one of today, whose button is the filled one of the page. */
  isNext: boolean;
  /** Another pair that meets at the same time. */
  clash: Pair | undefined;
}

function PairRow({ plan, isNext, clash, who, now }: RowProps) {
  const { pair, next, rhythm, isChosen } = plan;
  const name = fullNameOf(who, pair.other);
  return (
    <li>
      <span className="avatar" aria-hidden="true">
        {initials(name)}
      </span>
      <div className="grow">
        <b>{name}</b>
        {pair.isFormer ? (
          <p className="hint">{t('oneOnOne.former')}</p>
        ) : (
          <>
            <p>{next ? whenText(next, rhythm, now.timeZone) : t('oneOnOne.none')}</p>
            <p className="hint">
              {[
                tKey(`oneOnOne.every.${rhythm.every}`),
                ...(next && next.why !== 'usual' ? [tKey(`oneOnOne.why.${next.why}`)] : []),
                ...(isChosen ? [] : [t('oneOnOne.proposed')]),
                ...(clash ? [t('oneOnOne.clash', [fullNameOf(who, clash.other)])] : []),
              ].join(' · ')}
            </p>
            <AwayNotice plan={plan} />
          </>
        )}
      </div>
      <div className="row">
        {!pair.isFormer && (
          <ButtonLink
            variant="subtle"
            color="gray"
            href={`#oneOnOnes/${reviewRoute(pair)}`}
            aria-label={t('oneOnOne.reviewOf', [name])}
          >
            {t('oneOnOne.review')}
          </ButtonLink>
        )}
        <ButtonLink
          variant={isNext ? 'filled' : 'default'}
          href={`#oneOnOnes/${routeOf(pair)}`}
          aria-label={t('oneOnOne.openOf', [name])}
        >
          {t('oneOnOne.open')}
        </ButtonLink>
      </div>
    </li>
  );
}

/** The teams with which this person has sessions, and who reads them. */
function Sessions({ teams, who }: { teams: readonly Team[]; who: PageProps['who'] }) {
  if (teams.length === 0) return null;
  return (
    <section aria-label={t('oneOnOne.sessions')}>
      <h2>{t('oneOnOne.sessions')}</h2>
      <p className="hint">{t('oneOnOne.sessionsHint')}</p>
      <ul className="pairs">
        {teams.map((team) => (
          <li key={team.id}>
            <div className="grow">
              <b>{team.name}</b>
              <p>
                <Readers>{readersText(scopes.team(team.id), who)}</Readers>
              </p>
            </div>
            <ButtonLink
              variant="default"
              href={`#oneOnOnes/${sessionRoute(team)}`}
              aria-label={t('oneOnOne.sessionOf', [team.name])}
            >
              {t('oneOnOne.openSession')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The talk in the address; null for the list. */
function openedOf(
  id: string | null,
  plans: readonly Plan[],
  teams: readonly Team[],
  { who, now }: Pick<PageProps, 'who' | 'now'>,
): { plan: Plan; format: TalkFormat } | null {
  const plan = plans.find(({ pair }) => routeOf(pair) === id);
  if (plan) return { plan, format: 'oneOnOne' };
  const review = plans.find(({ pair }) => !pair.isFormer && reviewRoute(pair) === id);
  if (review) return { plan: review, format: 'review' };
  const team = teams.find((one) => sessionRoute(one) === id);
  if (!team) return null;
  const rhythm = usualRhythm(0, [], now.timeZone);
  const pair = teamPair(team, who.user);
  return { plan: { pair, rhythm, isChosen: false, next: null }, format: 'session' };
}

/** The pairs of this person with their next one-on-ones, or one of them. */
export default function OneOnOnes({ id, who, org, now }: Omit<PageProps, 'onOpen'>) {
  const planned = usePlans(who, org, now);
  if (!planned) return null;
  const { rows, plans } = planned;
  const teams = sessionTeams(who);
  const opened = openedOf(id, plans, teams, { who, now });
  if (opened) return <OneOnOne key={id} {...opened} rows={rows} who={who} org={org} now={now} />;
  const clashes = clashesOf(plans);
  return (
    <div className="page">
      <h1>{t('workspace.page.oneOnOnes')}</h1>
      {who.me === null ? (
        <p className="lead">{t('oneOnOne.signedOut')}</p>
      ) : (
        <>
          <p className="lead">{t(plans.length === 0 ? 'oneOnOne.nobody' : 'oneOnOne.lead')}</p>
          {plans.length > 0 && (
            <ul className="pairs" aria-label={t('oneOnOne.pairs')}>
              {plans.map((plan, index) => (
                <PairRow
                  key={routeOf(plan.pair)}
                  plan={plan}
                  isNext={index === 0 && isToday(plan, now)}
                  clash={clashes.get(plan.pair.scope)}
                  who={who}
                  now={now}
                />
              ))}
            </ul>
          )}
          <Sessions teams={teams} who={who} />
          <Recognitions who={who} now={now} />
        </>
      )}
    </div>
  );
}
