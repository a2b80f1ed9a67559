import type { Mutant } from './mutant.ts';

// `from` and `to` are source code, which can contain placeholders.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const screens: readonly Mutant[] = [
  {
    name: 'a question changes its words while somebody reads it',
    file: 'components/panel/useWordings.ts',
    from: 'if (!first.has(signal)) first.set(signal, wording);',
    to: 'first.set(signal, wording);',
    tests: ['tests/components/wordings.test.tsx'],
  },
  {
    name: 'a link that nobody confirmed shares deals',
    file: 'lib/view/sharing.ts',
    from: 'return isConfirmed(link) || isProven(link, me, record) ? link.userId : null;',
    to: 'return link.userId;',
    tests: ['tests/soak/visibility.test.ts', '-t', 'never theirs'],
  },
  {
    name: 'an unconfirmed link decides who receives rows',
    file: 'lib/view/sharing.ts',
    from: '  return isConfirmed(link) || isProven(link, me, record) ? link.userId : null;',
    to: '  return isConfirmed(link) || isProven(link, me, record) || link ? link.userId : null;',
    tests: ['tests/security/confirmed.test.ts'],
  },
  {
    name: 'private lines of a former pair are in the new one',
    file: 'lib/view/oneOnOneDocument.ts',
    from: 'return fields.manager === undefined ? !isFormer : fields.manager === manager;',
    to: 'return fields.manager === undefined ? !isFormer : true;',
    tests: ['tests/view/oneOnOne.test.ts'],
  },
  {
    name: 'a won deal without an amount counts as nothing',
    file: 'lib/view/results.ts',
    from: 'const isKnown = isOne && missing === 0 && wonAmount !== null;',
    to: 'const isKnown = isOne && wonAmount !== null;',
    tests: ['tests/view/results.test.ts'],
  },
  {
    name: 'private lines of the other person are in the document',
    file: 'lib/view/oneOnOneDocument.ts',
    from: 'if (scope !== `u:${isManager ? manager : rep}`) return false;',
    to: "if (!scope.startsWith('u:')) return false;",
    tests: ['tests/view/oneOnOne.test.ts'],
  },
  {
    name: 'one row that cannot be drawn takes the list away',
    file: 'components/panel/RowFailsafe.tsx',
    from: '    return { broken: true };',
    to: '    return { broken: false };',
    tests: ['tests/security/undrawable.test.tsx'],
  },
  {
    name: 'a record that the CRM withholds shows what is stored of it',
    file: 'components/panel/Panel.tsx',
    from: 'whole && isWithheld && user',
    to: 'whole && !whole && user',
    tests: ['tests/components/withheld.test.tsx'],
  },
  {
    name: 'what was logged a moment ago is in the future',
    file: 'lib/view/viewer.ts',
    from: 'const ms = Math.max(now.ms - ahead, clock);',
    to: 'const ms = now.ms;',
    tests: ['tests/crm/said.test.ts'],
  },
  {
    name: 'a draft that was refused counts as kept',
    file: 'components/data/keeper.ts',
    from: "(error: unknown) => done(content, { state: 'failed', error }),",
    to: "() => done(content, { state: 'kept', error: null }),",
    tests: ['tests/components'],
  },
  {
    name: 'security F47: a piece of the panel takes clicks',
    file: 'components/panel/guard.ts',
    from: 'last.isVisible && last.intersectionRatio >= LEAST_SEEN',
    to: 'last.isVisible && last.intersectionRatio >= 0',
    tests: ['tests/security/inSight.test.ts'],
  },
  {
    name: 'person: a focus with one key ranks questions',
    file: 'lib/view/org.ts',
    from: 'return profile && waits ? { ...profile, focus: null } : profile;',
    to: 'return profile;',
    tests: ['tests/view/profile.test.ts'],
  },
  {
    name: 'person: a manager exports what a rep wrote in their pair',
    file: 'lib/view/ownData.ts',
    from: 'parts.rep === user || fields.author === user',
    to: "parts.rep !== '' || fields.author === user",
    tests: ['tests/security/evaluation.test.ts'],
  },
  {
    name: 'person: the manager’s view shows private rows',
    file: 'lib/view/person.ts',
    from: 'list.filter(({ scope }) => canRead(who, scope));',
    to: "list.filter(({ scope }) => canRead(who, scope) || scope.startsWith('u:'));",
    tests: ['tests/view/person.test.ts'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
