import { useEffect, useRef } from 'react';
import { dayOf, type Now } from '../../../lib/coaching/index.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import type { DealInNeed, TeamRow } from '../../../lib/view/team.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { date, firstName, initials } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { useProfile } from '../focus.ts';
import { shortWhenText } from '../oneOnOne/times.ts';
import { Weeks } from './Weeks.tsx';

interface RowProps {
  row: TeamRow;
  org: OrgView;
  now: Now;
  me: string;
  addresses: ReadonlyMap<string, string> | undefined;
  /** The deals of this device are listed. */
  hasDeals: boolean;
}

/** The next one-on-one, which opens its agenda. */
function Next({ row: { plan, member }, now }: Pick<RowProps, 'row' | 'now'>) {
  if (plan === null) return <Empty />;
  const { next, rhythm, isChosen } = plan;
  return (
    <>
      <a className="link" href={`#oneOnOnes/${member.id}`}>
        <span className="visually-hidden">{`${t('oneOnOne.openOf', [member.name])}, `}</span>
        {next ? shortWhenText(next, now.timeZone) : t('oneOnOne.none')}
      </a>
      <small>
        {[tKey(`oneOnOne.every.${rhythm.every}`), ...(isChosen ? [] : [t('team.suggested')])].join(
          ' · ',
        )}
      </small>
    </>
  );
}

/** The focus, with a button only where the second key waits. */
function Focus({ row, org, me }: Pick<RowProps, 'row' | 'org' | 'me'>) {
  const { put, error, isPending } = useProfile(org, row.member.id);
  const { focus, isAgreed, member } = row;
  const cell = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  // The button is gone once both agreed, and the keyboard goes on from here.
  useEffect(() => {
    if (isAgreed && pressed.current) cell.current?.focus();
    pressed.current = false;
  }, [isAgreed]);
  if (focus === null) return <span className="dim">{t('me.noFocus')}</span>;
  const skill = tKey(`skill.${focus}`);
  return (
    <div ref={cell} tabIndex={-1}>
      {skill}
      {isAgreed ? (
        <small>{t('me.agreedShort')}</small>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={t('me.agreeOf', [firstName(member.name), skill])}
          loading={isPending}
          onClick={() => {
            pressed.current = true;
            put({ agreedBy: me });
          }}
        >
          {t('me.agree')}
        </Button>
      )}
      <NotSaved error={error} />
    </div>
  );
}

/** The open commitments of the manager to this person. */
function Owed({ row: { owed }, now }: Pick<RowProps, 'row' | 'now'>) {
  if (owed === null) return <Empty />;
  return (
    <>
      <span className="owed" dir="auto">
        {owed.text}
      </span>
      <small>
        {[
          t('commitments.by', [date(owed.due, now)]),
          ...(owed.others > 0 ? [t('deals.others', owed.others)] : []),
        ].join(' · ')}
      </small>
    </>
  );
}

function reasonText({ request, signal }: DealInNeed): string {
  if (request) return t(request.kind === 'help' ? 'team.asksForHelp' : 'team.asksYou');
  return signal === null ? '' : tKey(`signals.${signal}.name`);
}

function Deal({
  row: { deal },
  addresses,
  hasDeals,
}: Pick<RowProps, 'row' | 'addresses' | 'hasDeals'>) {
  if (deal === null) return hasDeals ? <Empty /> : '…';
  return (
    <>
      <RecordLink refKey={deal.key} addresses={addresses}>
        {deal.name || t('facts.deal')}
      </RecordLink>
      <small>{reasonText(deal)}</small>
    </>
  );
}

function Row({ row, org, now, me, addresses, hasDeals }: RowProps) {
  const { member, recognisedAt } = row;
  return (
    <tr>
      <th scope="row">
        <div className="member">
          <span className="avatar" aria-hidden="true">
            {initials(member.name)}
          </span>
          <a
            className="link"
            href={`#person/${member.id}`}
            aria-label={t('person.open', [member.name])}
          >
            {member.name}
          </a>
        </div>
      </th>
      <td data-name={t('team.next')}>
        <Next row={row} now={now} />
      </td>
      <td data-name={t('team.focus')}>
        <Focus row={row} org={org} me={me} />
      </td>
      <td data-name={t('team.owed')}>
        <Owed row={row} now={now} />
      </td>
      <td data-name={t('team.deal')}>
        <Deal row={row} addresses={addresses} hasDeals={hasDeals} />
      </td>
      <td data-name={t('team.recognised')}>
        {recognisedAt === null ? <Empty /> : date(dayOf(recognisedAt, now.timeZone), now)}
      </td>
      <td data-name={t('team.weeks')}>
        <Weeks weeks={row.weeks} now={now} />
      </td>
    </tr>
  );
}

/** One row for each person, in alphabetical order. No column compares people. */
export function TeamTable({
  rows,
  ...shared
}: Omit<RowProps, 'row'> & { rows: readonly TeamRow[] }) {
  return (
    <table className="team-table">
      <thead>
        <tr>
          <th scope="col">{t('team.person')}</th>
          <th scope="col">{t('team.next')}</th>
          <th scope="col">{t('team.focus')}</th>
          <th scope="col">{t('team.owed')}</th>
          <th scope="col">{t('team.deal')}</th>
          <th scope="col">{t('team.recognised')}</th>
          <th scope="col">{t('team.weeks')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.member.id} row={row} {...shared} />
        ))}
      </tbody>
    </table>
  );
}
