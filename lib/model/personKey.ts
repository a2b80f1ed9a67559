import type { Attempt } from './policy.ts';

/** The key of rows about a person and no record: it has no form of a record’s key. */
export function personKey(member: string): string {
  return `person/${member}`;
}

/** The person that a row is about; null for a row about a record. */
export function memberOf(refKey: unknown): string | null {
  return /^person\/([A-Za-z0-9_-]{1,64})$/.exec(String(refKey))?.[1] ?? null;
}

/** True for a row about the rep of its pair; of a private row, about the writer. */
export function isAboutOwner({ writer, scope, fields }: Attempt): boolean {
  return memberOf(fields.refKey) === (scope.kind === 'pair' ? scope.rep : writer.user);
}

/** True where people write about themselves. */
export function isAboutSelf(attempt: Attempt): boolean {
  return isAboutOwner(attempt) && memberOf(attempt.fields.refKey) === attempt.writer.user;
}
