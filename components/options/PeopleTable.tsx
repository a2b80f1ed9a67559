import { useMemo, useState } from 'react';
import type { Me, Member } from '../../lib/model/index.ts';
import { type MemberRow, matchingRows, memberRows } from '../../lib/view/memberRows.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { dayOfInstant } from '../data/calendar.ts';
import { useNow } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { useFocusBack } from '../ui/focus.ts';
import { language, t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import type { Choices } from './Invite.tsx';
import { useInvitations } from './invitations.ts';
import { MemberMenu, MemberPart, type Part } from './Member.tsx';

/** Rows that are shown at first, and that each press adds. */
const SHOWN = 50;
/** From this many people on there is a field that finds one. */
const MANY = 12;

interface Props {
  me: Me;
  people: readonly Member[];
  choices: Choices;
  onChanged(): void;
}

/** The state of a row; of an invitation also until when it counts, and who invited. */
function Status({ row: { invitation } }: { row: MemberRow }) {
  const now = useNow();
  if (!invitation) return t('people.active');
  const { expiresAt, invitedBy } = invitation;
  const about = [
    t('invited.until', [dayOfInstant(expiresAt, now)]),
    ...(invitedBy ? [t('invited.by', [invitedBy])] : []),
  ];
  return (
    <>
      {t('people.invited')} <small>{about.join(' · ')}</small>
    </>
  );
}

function Revoke({ id, email }: { id: string; email: string }) {
  const pending = useInvitations();
  const withdraw = useAction('session.withdraw');
  const refetch = () => void pending.refetch();
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('invited.withdrawOf', [email])}
        loading={withdraw.isPending}
        onClick={() => follow(withdraw.mutateAsync({ id }), refetch, refetch)}
      >
        {t('invited.withdraw')}
      </Button>
      {withdraw.error && (
        <p className="warn" role="alert">
          {sentence(withdraw.error)}
        </p>
      )}
    </>
  );
}

interface RowProps extends Omit<Props, 'people'> {
  row: MemberRow;
  names: ReadonlyMap<string, string>;
  part: Part | null;
  onPart(part: Part | null): void;
}

function Row({ row, me, names, choices, part, onPart, onChanged }: RowProps) {
  const { name, email, role, team, manager, member, invitation } = row;
  const isSelf = member?.id === me.user.id;
  const button = useFocusBack(part !== null);
  return (
    <>
      <tr className={part === null ? undefined : 'opened'}>
        <th scope="row">
          <span dir="auto">{name}</span>
          {isSelf && <span className="chip">{t('notes.you')}</span>}
          {email !== '' && <small>{email}</small>}
        </th>
        <td data-name={t('options.role')}>{t(`options.roles.${role}`)}</td>
        <td data-name={t('options.team')}>
          <span dir="auto">{team ?? <Empty />}</span>
        </td>
        <td data-name={t('options.manager')}>
          <span dir="auto">{manager ?? <Empty />}</span>
        </td>
        <td data-name={t('people.status')}>
          <Status row={row} />
        </td>
        <td className="acts">
          {member && <MemberMenu name={name} isSelf={isSelf} button={button} onPart={onPart} />}
          {invitation && <Revoke id={invitation.id} email={name} />}
        </td>
      </tr>
      {member && part !== null && (
        <tr className="part">
          <td colSpan={6}>
            <MemberPart
              part={part}
              member={member}
              names={names}
              isSelf={isSelf}
              choices={choices}
              onChanged={onChanged}
              onClose={() => onPart(null)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

/** Everybody with their role, team, manager and status, by name; then who is invited. */
export function PeopleTable({ me, people, choices, onChanged }: Props) {
  const pending = useInvitations();
  const invitations = pending.data?.invitations;
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(SHOWN);
  const [open, setOpen] = useState<{ id: string; part: Part } | null>(null);
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const rows = useMemo(() => {
    const { compare } = new Intl.Collator(language());
    return memberRows({
      members: people,
      invitations: invitations ?? [],
      teams: me.teams,
      compare,
    });
  }, [people, invitations, me.teams]);
  const found = matchingRows(rows, query);
  return (
    <>
      {pending.error && (
        <p className="warn" role="alert">
          {sentence(pending.error)}
        </p>
      )}
      {(rows.length >= MANY || query !== '') && (
        <div className="find">
          <TextInput
            type="search"
            aria-label={t('people.search')}
            placeholder={t('people.search')}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setMost(SHOWN);
            }}
          />
          <p className="dim" role="status">
            {found.length === 0
              ? t('people.none', [query.trim()])
              : t('people.count', found.length)}
          </p>
        </div>
      )}
      {found.length > 0 && (
        <table className="people-table" aria-label={t('options.people')}>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('options.role')}</th>
              <th scope="col">{t('options.team')}</th>
              <th scope="col">{t('options.manager')}</th>
              <th scope="col">{t('people.status')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('people.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map((row) => (
              <Row
                key={row.id}
                row={row}
                me={me}
                names={names}
                choices={choices}
                part={open?.id === row.id ? open.part : null}
                onPart={(part) => setOpen(part === null ? null : { id: row.id, part })}
                onChanged={onChanged}
              />
            ))}
          </tbody>
        </table>
      )}
      {found.length > most && (
        <Button variant="default" onClick={() => setMost(most + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, found.length - most))])}
        </Button>
      )}
    </>
  );
}
