import * as z from 'zod/mini';
import { StageStatus } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

export const stageMessages = {
  /** The answer to “Is this stage open, won or lost?”; null takes it back. */
  'stage.answer': fromPage(
    z.pick(StageStatus, {
      crm: true,
      tenant: true,
      pipeline: true,
      stage: true,
      name: true,
      status: true,
    }),
    nothing,
  ),
};
