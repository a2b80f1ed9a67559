import {
  oneOnOneSteps,
  reviewSteps,
  sessionSteps,
  type TalkFormat,
  type TalkStep,
} from '../../../lib/model/index.ts';
import { AgreementStep } from './AgreementStep.tsx';
import type { StepProps, TalkShape } from './context.ts';
import { DealStep } from './DealStep.tsx';
import { FinishStep } from './FinishStep.tsx';
import { OpeningStep } from './OpeningStep.tsx';
import { PraiseStep } from './PraiseStep.tsx';
import { RehearseStep } from './RehearseStep.tsx';
import { GoalStep, OptionsStep, PickStep, RealityStep, WillStep } from './ReviewSteps.tsx';
import { EachStep, GapStep, TrialStep } from './SessionSteps.tsx';
import { SinceStep } from './SinceStep.tsx';

/** The formats. Minutes are a guide in words: nothing counts down. */
export const shapes: Readonly<Record<TalkFormat, TalkShape>> = {
  oneOnOne: {
    format: 'oneOnOne',
    steps: oneOnOneSteps,
    minutes: { opening: 4, since: 4, praise: 2, deal: 10, rehearse: 6, agreement: 4 },
  },
  review: {
    format: 'review',
    steps: reviewSteps,
    minutes: { pick: 1, goal: 1, reality: 3, options: 3, will: 2 },
  },
  session: {
    format: 'session',
    steps: sessionSteps,
    minutes: { gap: 10, trial: 10, each: 5 },
  },
};

/** What each step shows. */
export const contents: Readonly<Record<TalkStep, (props: StepProps) => React.ReactNode>> = {
  opening: OpeningStep,
  since: SinceStep,
  praise: PraiseStep,
  deal: DealStep,
  rehearse: RehearseStep,
  agreement: AgreementStep,
  finish: FinishStep,
  pick: PickStep,
  goal: GoalStep,
  reality: RealityStep,
  options: OptionsStep,
  will: WillStep,
  gap: GapStep,
  trial: TrialStep,
  each: EachStep,
};
