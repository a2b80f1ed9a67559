import type { Mutant } from './mutant.ts';

// `from` and `to` are source code, which can contain placeholders.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const model: readonly Mutant[] = [
  {
    name: 'anybody enters days away for somebody else',
    file: 'lib/model/collections/away.ts',
    from: 'fields.member === writer.user &&',
    to: '',
    tests: ['tests/server/calendar.test.ts'],
  },
  {
    name: '29 February of other years moves to March',
    file: 'lib/values/ics.ts',
    from: ' && isNamed(rule, start, next)',
    to: '',
    tests: ['tests/values/ics.test.ts'],
  },
  {
    name: 'a member confirms their own link',
    file: 'lib/model/collections/crmIdentity.ts',
    from: '  return isAdmin || leads(member);',
    to: "  return isAdmin || leads(member) || member !== '';",
    tests: ['tests/security/links.test.ts'],
  },
  {
    name: 'a private line of a one-on-one can be in a pair',
    file: 'lib/model/collections/oneOnOneLine.ts',
    from: "if (part === 'private' || !isTalkIn(fields.refKey, scope)) return false;",
    to: 'if (!isTalkIn(fields.refKey, scope)) return false;',
    tests: ['tests/model/oneOnOnePolicy.test.ts'],
  },
  {
    name: 'a recognition goes to anybody',
    file: 'lib/model/collections/recognition.ts',
    from: "return scope.kind === 'team' && isIn(scope.team, to);",
    to: "return scope.kind === 'team';",
    tests: ['tests/model/oneOnOnePolicy.test.ts', 'tests/server/oneOnOne.test.ts'],
  },
  {
    name: 'the words of another in a session are changed',
    file: 'lib/model/collections/oneOnOneLine.ts',
    from: 'return isOfTeam && (before === null || before.author === writer.user);',
    to: 'return isOfTeam;',
    tests: ['tests/model/oneOnOnePolicy.test.ts'],
  },
  {
    name: 'the words of a commitment are changed by its readers',
    file: 'lib/model/collections/commitment.ts',
    from: '      if (before.author === writer.user) return true;',
    to: '      return true;',
    tests: ['tests/security/forged.test.ts'],
  },
  {
    name: 'the hash of a scope is constant',
    file: 'lib/model/sum.ts',
    from: 'const text = `${id}:${version}`;\n  return (',
    to: 'const text = `${id.length * 0}:${version * 0}`;\n  return (',
    tests: ['tests/sync/versions.test.ts', '-t', 'L3'],
  },
  {
    name: 'the server believes the time of a visit',
    file: 'lib/model/collections/dealSnapshot.ts',
    from: "  aged: ['at'],",
    to: '',
    tests: ['tests/server/stamped.test.ts'],
  },
  {
    name: 'security F9: texts that are too expensive to merge cost nothing',
    file: 'lib/merge/index.ts',
    from: 'mineWords.length + (isTooMuch ? 0 : cost);',
    to: 'mineWords.length - baseWords.length - headWords.length - mineWords.length;',
    tests: ['tests/security/pushBudget.test.ts'],
  },
  {
    name: 'security F22: a link of a former tenant decides who receives rows',
    file: 'lib/model/people.ts',
    from: 'link.tenant === ref.tenant',
    to: 'link.tenant !== null',
    tests: ['tests/security/tenants.test.ts'],
  },
  {
    name: 'security F61: an event of a holiday file has any number of dates',
    file: 'lib/values/ics.ts',
    from: 'return dates > MOST_EVENT_DATES;',
    to: 'return false;',
    tests: ['tests/values/ics.test.ts'],
  },
  {
    name: 'security F61: the time for a holiday file is looked at between events only',
    file: 'lib/values/ics.ts',
    from: '    goOn();\n    if (left.has',
    to: '    if (left.has',
    tests: ['tests/values/ics.test.ts'],
  },
  {
    name: 'person: what somebody tried can be in a pair',
    file: 'lib/model/collections/focusEntry.ts',
    from: "(fields.event !== 'trial' || scope.kind === 'private')",
    to: "(fields.event !== 'trial' || scope.kind !== 'team')",
    tests: ['tests/server/person.test.ts'],
  },
  {
    name: 'person: a rep turns the second key of the own focus',
    file: 'lib/model/collections/focusEntry.ts',
    from: 'return isAboutOwner(attempt) && memberOf(fields.refKey) !== writer.user;',
    to: 'return isAboutOwner(attempt);',
    tests: ['tests/server/person.test.ts'],
  },
  {
    name: 'security F57: a name has characters that nobody sees',
    file: 'lib/model/names.ts',
    from: ' && !UNSEEN.test(text)',
    to: '',
    tests: ['tests/security/names.test.ts'],
  },
  {
    name: 'rows: the rep’s answer is whoever’s wrote it first',
    file: 'lib/model/collections/oneOnOneLine.ts',
    from: 'return !isOfRep || writer.user === scope.rep;',
    to: 'return true;',
    tests: ['tests/model/oneOnOnePolicy.test.ts'],
  },
  {
    name: 'rows: what was agreed in a one-on-one is handed over',
    file: 'lib/model/collections.ts',
    from: 'return !isOfRecord || oneOnOne !== null;',
    to: 'return !isOfRecord;',
    tests: ['tests/security/handedOver.test.ts'],
  },
  {
    name: 'security F65: a manager loses a pair before its rows have moved',
    file: 'lib/model/scope.ts',
    from: 'who.leaving?.map((rep)',
    to: 'who.leaving?.slice(1).map((rep)',
    tests: ['tests/server/departures.test.ts', '-t', 'always reads all'],
  },
  {
    name: 'security F66: a manager writes to a pair while its rows move',
    file: 'lib/model/scope.ts',
    from: '  currentScopesOf.set(who, result);',
    to:
      '  for (const rep of who.leaving ?? []) result.add(scopes.pair(who.user, rep));\n' +
      '  currentScopesOf.set(who, result);',
    tests: ['tests/server/departures.test.ts', '-t', 'only reads them'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
