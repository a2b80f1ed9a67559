import type { Signal } from './signal.ts';
import { amountBlank } from './signals/amountBlank.ts';
import { amountDown } from './signals/amountDown.ts';
import { closePassed } from './signals/closePassed.ts';
import { closePushed } from './signals/closePushed.ts';
import { closesSoonEarly } from './signals/closesSoonEarly.ts';
import { newOwner } from './signals/newOwner.ts';
import { nextStepStale } from './signals/nextStepStale.ts';
import { noNextStep } from './signals/noNextStep.ts';
import { noOpenActivity } from './signals/noOpenActivity.ts';
import { overdueTask } from './signals/overdueTask.ts';
import { quiet } from './signals/quiet.ts';
import { reengaged } from './signals/reengaged.ts';
import { roleMissing } from './signals/roleMissing.ts';
import { singleThreaded } from './signals/singleThreaded.ts';
import { stageBack } from './signals/stageBack.ts';
import { stageStuck } from './signals/stageStuck.ts';
import { untouched } from './signals/untouched.ts';
import { win } from './signals/win.ts';

/** Every signal, one line each. Its sentences are under `signals.<id>` in the locale files. */
export const signals: readonly Signal[] = [
  quiet,
  closePassed,
  closesSoonEarly,
  closePushed,
  stageStuck,
  untouched,
  stageBack,
  noNextStep,
  nextStepStale,
  noOpenActivity,
  overdueTask,
  singleThreaded,
  roleMissing,
  amountDown,
  amountBlank,
  newOwner,
  reengaged,
  win,
];
