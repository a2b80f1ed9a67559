import { useAddresses } from '../../data/addresses.ts';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { AgreementForms } from './AgreementStep.tsx';
import type { StepProps } from './context.ts';
import { DealQuestion } from './DealQuestion.tsx';
import { PickDeal } from './PickDeal.tsx';

// The steps of a deal review: the rep picks one deal, then four questions about it.

/** The deal that the review is about. */
export function ReviewDeal({ doc }: Pick<StepProps, 'doc'>) {
  const { deal, dealName } = doc.meeting;
  const addresses = useAddresses(deal === null ? [] : [deal]);
  if (deal === null) return null;
  return (
    <RecordLink refKey={deal} addresses={addresses}>
      {dealName}
    </RecordLink>
  );
}

export const PickStep = (props: StepProps) => <PickDeal {...props} onPicked={() => {}} />;
export const GoalStep = (props: StepProps) => <DealQuestion {...props} part="goal" />;
export const RealityStep = (props: StepProps) => <DealQuestion {...props} part="reality" />;
export const OptionsStep = (props: StepProps) => <DealQuestion {...props} part="options" />;

/** What the rep will do, and what both agreed about it. */
export function WillStep(props: StepProps) {
  return (
    <>
      <DealQuestion {...props} part="will" />
      <AgreementForms {...props} isFolded />
    </>
  );
}
