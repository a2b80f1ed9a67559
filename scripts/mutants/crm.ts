import type { Mutant } from './mutant.ts';

export const crm: readonly Mutant[] = [
  {
    name: 'a deal is in the first of its business processes',
    file: 'lib/crm/readers/dynamics.ts',
    from: 'return only && others.length === 0 ? only : null;',
    to: 'return only && others.length >= 0 ? (rows[0] ?? null) : null;',
    tests: ['tests/crm/pages.test.ts'],
  },
  {
    name: 'a list without a session is an empty list',
    file: 'lib/crm/readers/shape.ts',
    from: '    if (error instanceof ReadError && error.isFinal) throw error;\n',
    to: '',
    tests: ['tests/crm/statements.test.ts'],
  },
  {
    name: 'posts in the CRM are no activities',
    file: 'lib/crm/readers/espocrmStream.ts',
    from: 'return [...activities, ...posts];',
    to: 'return activities;',
    tests: ['tests/crm/statements.test.ts'],
  },
  {
    name: 'two regions of a CRM are one system',
    file: 'lib/crm/adapters/dynamics.ts',
    from: "region === '' ? name",
    to: 'region !== undefined ? name',
    tests: ['tests/security/tenants.test.ts'],
  },
  {
    name: 'a next step at midnight in UTC keeps that day',
    file: 'lib/crm/normalise.ts',
    from: 'nextStepDate: asDueDate',
    to: 'nextStepDate: asDate',
    tests: ['tests/crm/formats.test.ts'],
  },
  {
    name: 'Dynamics: a late stage is a deal without its process',
    file: 'lib/crm/readers/dynamics.ts',
    from: "refused ? ('none' as const) : null",
    to: "'none' as const",
    tests: ['tests/crm/pages.test.ts'],
  },
];
