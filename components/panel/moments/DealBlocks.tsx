import { isOpen } from '../../../lib/coaching/index.ts';
import { ActionPlan } from './ActionPlan.tsx';
import type { MomentProps } from './Card.tsx';
import { OwnCall } from './OwnCall.tsx';
import { useMomentRows } from './useMomentRows.ts';
import './moments.css';
import '../followUp.css';

type Props = Omit<MomentProps, 'due'> & { side: 'rep' | 'manager' };

/** The rep's own call on the deal, and the plan of both sides. */
export default function DealBlocks({ model, who, side }: Props) {
  const rows = useMomentRows(model.key);
  if (!rows || model.facts === null || !isOpen(model.facts)) return null;
  return (
    <>
      {side === 'rep' && <OwnCall key={model.key} rows={rows} model={model} who={who} />}
      <ActionPlan rows={rows} model={model} who={who} />
    </>
  );
}
