import * as z from 'zod/mini';
import { CheckItem, Playbook, StageMap, Suggestion } from '../model/index.ts';
import { fromPage, id, key, nothing } from './fields.ts';

/** Playbooks, their checklists on deals, and suggestions about them. */
export const playbookMessages = {
  'playbook.publish': fromPage(
    z.object({
      id,
      playbook: id,
      version: z.int().check(z.positive()),
      document: Playbook,
      why: z.string().check(z.maxLength(2000)),
      takes: z.array(id),
      /** The answer to the suggestions that the version includes. */
      answer: Suggestion.shape.answer,
      retired: z.boolean(),
    }),
    nothing,
  ),
  /** `from`: the stages that were confirmed before. */
  'playbook.map': fromPage(
    z.extend(z.pick(StageMap, { playbook: true, crm: true, tenant: true, stages: true }), {
      from: z.nullable(StageMap.shape.stages),
    }),
    nothing,
  ),
  'playbook.move': fromPage(z.object({ refKey: key, playbook: id, version: z.int() }), nothing),
  'check.set': fromPage(
    z.pick(CheckItem, {
      refKey: true,
      playbook: true,
      item: true,
      done: true,
      evidence: true,
    }),
    nothing,
  ),
  'suggestion.make': fromPage(
    z.extend(z.pick(Suggestion, { playbook: true, stage: true, item: true, text: true }), { id }),
    nothing,
  ),
  'suggestion.answer': fromPage(
    z.extend(z.pick(Suggestion, { state: true, answer: true }), { id }),
    nothing,
  ),
  'suggestion.vote': fromPage(z.object({ suggestion: id, on: z.boolean() }), nothing),
};
