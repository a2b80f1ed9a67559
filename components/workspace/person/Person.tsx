import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { Now } from '../../../lib/coaching/index.ts';
import { mayManage } from '../../../lib/model/index.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { loadOwnCalls } from '../../../lib/view/ownCalls.ts';
import { asSeenBy, changesOf, managerOf } from '../../../lib/view/person.ts';
import { usePerson } from '../../data/person.ts';
import { useDb } from '../../data/store.ts';
import { initials } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { AccessLog } from '../AccessLog.tsx';
import { OwnCalibration } from '../OwnCalibration.tsx';
import type { Who } from '../page.ts';
import { Retired } from '../Retired.tsx';
import { SelfCheck } from '../SelfCheck.tsx';
import { AgreedChanges } from './AgreedChanges.tsx';
import { SharedCheckIns } from './CheckInLine.tsx';
import { CheckIns } from './CheckIns.tsx';
import { Commitments } from './Commitments.tsx';
import { FocusBlock } from './FocusBlock.tsx';
import { Goals } from './Goals.tsx';
import { Objectives } from './Objectives.tsx';
import { Ramp } from './Ramp.tsx';
import { Recognised } from './Recognised.tsx';
import { asSeenByManager, subjectOf } from './subject.ts';

interface PersonProps {
  who: Who;
  org: OrgView;
  now: Now;
  member: string;
}

/** Blocks of the own page that nobody else ever reads, besides the own calls. */
const PRIVATE_BLOCKS = 4;

/** A switch between the own view and what the manager sees. */
function ViewSwitch({
  name,
  as,
  onChange,
}: {
  name: string;
  as: boolean;
  onChange(as: boolean): void;
}) {
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">{t('person.view')}</legend>
      {[false, true].map((value) => (
        <label key={String(value)}>
          <input type="radio" name="view" checked={as === value} onChange={() => onChange(value)} />
          <span>{value ? t('person.asOther', [name]) : t('person.asYou')}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Absent({ blocks, lines }: { blocks: number; lines: number }) {
  const parts = [
    t('person.blocks', blocks, [String(blocks)]),
    ...(lines > 0 ? [t('person.lines', lines, [String(lines)])] : []),
  ];
  return (
    <p className="absent" role="status">
      {t('person.onlyYours', [parts.join(', ')])}
    </p>
  );
}

/** The page of one person: the same for the person and the manager. */
export default function Person({ who, org, now, member }: PersonProps) {
  const [as, setAs] = useState(false);
  const read = usePerson(who, org, member);
  const db = useDb();
  const calls = useLiveQuery(() => loadOwnCalls(db), [db]);
  const viewed = subjectOf(who, member, now);
  if (viewed === null)
    return (
      <div className="page">
        <p>{t('person.gone')}</p>
        <a href="#team">{t('person.back')}</a>
      </div>
    );
  if (!read) return null;
  const { isOwn, other } = viewed;
  const manager = isOwn ? managerOf(who.me) : null;
  const seen = as && manager ? asSeenBy(read.source, manager) : null;
  const subject = seen ? asSeenByManager(viewed) : viewed;
  const rows = seen?.rows ?? read.rows;
  const name = who.me?.user.id === member ? who.me.user.name : (who.names.get(member) ?? '');
  const team = who.me?.team?.name ?? null;
  const ownCalls = (calls?.made.length ?? 0) > 0 ? 1 : 0;
  return (
    <div className="page person">
      {!isOwn && (
        <p className="crumb">
          <a href="#team">{t('person.back')}</a>
        </p>
      )}
      <header className="person-head">
        {name !== '' && (
          <span className="avatar" aria-hidden="true">
            {initials(name)}
          </span>
        )}
        <div>
          <h1>{name === '' ? t('workspace.page.me') : name}</h1>
          {isOwn && other !== null && (
            <p className="dim">
              {team !== null && `${team} · `}
              {t('person.with', [who.me?.manager?.name ?? other])}
            </p>
          )}
        </div>
        {manager && other !== null && <ViewSwitch name={other} as={as} onChange={setAs} />}
      </header>
      {seen && <Absent blocks={PRIVATE_BLOCKS + ownCalls} lines={seen.absent} />}
      <fieldset className="fixed-page" role="presentation" disabled={subject.isFixed}>
        <div className="two wide-left">
          <div>
            <Goals subject={subject} rows={rows} objectives={read.objectives} org={org} />
            <Ramp subject={subject} rows={rows} />
            <AgreedChanges subject={subject} lines={changesOf(rows, now)} />
          </div>
          <div>
            <FocusBlock subject={subject} rows={rows} />
            <Commitments subject={subject} rows={rows} />
            <Recognised subject={subject} rows={rows} />
            {subject.isOwn ? (
              <CheckIns subject={subject} rows={rows} entries={read.entries} />
            ) : (
              <SharedCheckIns subject={subject} rows={rows} />
            )}
            {subject.isOwn && <Retired org={org} />}
          </div>
          {subject.isOwn && (
            <div>
              <SelfCheck org={org} user={who.user} />
              <OwnCalibration user={who.user} now={now} />
              {/* A manager of people finds them in My team. */}
              {who.me && mayManage(who.me) && who.me.reports.length === 0 && (
                <Objectives now={now} />
              )}
              <AccessLog who={who} now={now} />
            </div>
          )}
        </div>
      </fieldset>
    </div>
  );
}
