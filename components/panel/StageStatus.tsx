import { useState } from 'react';
import {
  DealStatus,
  mayManage,
  type StagePoint,
  type StageStatus as StageStatusRow,
  stageKey,
} from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import './ask.css';

type Who = NonNullable<ReturnType<typeof useMe>>;
type Key = Pick<StageStatusRow, 'crm' | 'tenant' | 'pipeline' | 'stage' | 'name'>;

const keyOf = ({ ref }: RecordModel, point: StagePoint): Key => ({
  crm: ref.crm,
  tenant: ref.tenant,
  pipeline: point.pipeline ?? '',
  stage: stageKey(point),
  name: point.name ?? '',
});

/** Asks once whether a stage is open, won or lost, where neither the CRM nor its name says so. */
export default function StageStatus({ model, who }: { model: RecordModel; who: Who }) {
  const { facts } = model;
  if (facts?.about !== 'deal' || model.ref.tenant === '') return null;
  if (model.record?.reading.filling) return null;
  const { unknownStage, stageAnswer } = facts;
  if (unknownStage) return <Question row={keyOf(model, unknownStage)} who={who} />;
  if (!stageAnswer?.status) return null;
  const { crm, tenant, pipeline, stage, name, status, isShared } = stageAnswer;
  return (
    <Answered
      row={{ crm, tenant, pipeline, stage, name }}
      status={status}
      isShared={isShared}
      who={who}
    />
  );
}

function Question({ row, who, onDone }: { row: Key; who: Who; onDone?: () => void }) {
  const answer = useAction('stage.answer');
  const isForAll = who.me !== null && mayManage(who.me);
  const send = (status: DealStatus | null) =>
    answer.mutate({ ...row, status }, { onSuccess: () => onDone?.() });
  return (
    <div className="card ask">
      <Icon name="steps" />
      <div>
        <h2>{t('stageStatus.ask', [row.name])}</h2>
        <p>{t(isForAll ? 'stageStatus.hintOrg' : 'stageStatus.hintOwn')}</p>
        <div className="row">
          {DealStatus.options.map((status) => (
            <Button
              key={status}
              variant="default"
              loading={answer.isPending && answer.variables.status === status}
              onClick={() => send(status)}
            >
              {tKey(`stageStatus.${status}`)}
            </Button>
          ))}
          {onDone && (
            <Button variant="subtle" color="gray" onClick={() => send(null)}>
              {t('stageStatus.clear')}
            </Button>
          )}
        </div>
        <NotSaved error={answer.error} />
      </div>
    </div>
  );
}

interface AnsweredProps {
  row: Key;
  status: DealStatus;
  isShared: boolean;
  who: Who;
}

/** The answer that the deal's status depends on. The organisation's is changed by managers only. */
function Answered({ row, status, isShared, who }: AnsweredProps) {
  const [changing, setChanging] = useState(false);
  if (changing) return <Question row={row} who={who} onDone={() => setChanging(false)} />;
  const word = tKey(`stageStatus.${status}`);
  const mayChange = !isShared || mayManage(who.me);
  return (
    <p className="hint">
      {t(isShared ? 'stageStatus.ofOrg' : 'stageStatus.own', [row.name, word])}{' '}
      {mayChange && (
        <button type="button" className="link" onClick={() => setChanging(true)}>
          {t('stageStatus.change')}
        </button>
      )}
    </p>
  );
}
