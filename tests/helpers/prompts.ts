import type { AuthoredPrompt } from '../../lib/model/index.ts';

/** An authored question for every open deal; each test changes some of its fields. */
export function prompt(more: Partial<AuthoredPrompt> = {}): AuthoredPrompt {
  return {
    refKey: '',
    name: 'Pilot',
    when: '',
    rep: 'Who repeats the numbers?',
    manager: 'Who carries the numbers?',
    kind: 'skill',
    skill: 'value',
    stage: null,
    priority: 3,
    expires: null,
    on: true,
    directive: null,
    author: 'u',
    at: 1,
    editedBy: null,
    editedAt: null,
    ...more,
  };
}

/** A question as its editor has it, without the fields that the command sets. */
export const question = {
  name: 'Pilot numbers',
  when: '',
  rep: 'Who repeats them?',
  manager: 'Who carries them?',
  kind: 'process' as const,
  skill: null,
  stage: null,
  priority: 3,
  expires: null,
  on: true,
  directive: null,
};
