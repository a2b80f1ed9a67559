import * as z from 'zod/mini';
import { Skill } from '../coaching.ts';
import { collection } from '../policy.ts';
import { parseScope } from '../scope.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

const level = z.int().check(z.minimum(0), z.maximum(4));

/**
 * A rep's focus and skill gaps, shared with the manager. Both raise the score of a question; the
 * focus once the manager has agreed to it.
 */
export const Profile = z.object({
  refKey: NoKey,
  member: Id,
  focus: z.nullable(Skill),
  /** The manager of the pair who agreed to the focus; see `agreedIn`. */
  agreedBy: z.nullable(Id),
  /**
   * Wanted minus current level, 0 to 4, by skill; and the two levels, as `<skill>.wanted` and
   * `<skill>.current`, where somebody chose them (lib/view/levels.ts).
   */
  gaps: z.record(z.string(), level),
  strengths: z.array(Skill).check(z.maxLength(10)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Profile = z.infer<typeof Profile>;

/**
 * A profile as it is valid in the scope of its row: only the manager of the pair agrees to a focus.
 * A row that an older server handed over still has the agreement of the former manager.
 */
export function agreedIn(scope: string, profile: Profile): Profile {
  const parts = parseScope(scope);
  const isAgreed = parts?.kind === 'pair' && parts.manager === profile.agreedBy;
  return isAgreed || profile.agreedBy === null ? profile : { ...profile, agreedBy: null };
}

export default collection({
  schema: Profile,
  key: ['member'],
  defaults: { refKey: '', focus: null, agreedBy: null, gaps: {}, strengths: [] },
  // The agreement of a former manager is not one of the new pair, and a file cannot contain one.
  moved: { agreedBy: null },
  lists: ['strengths'],
  maps: ['gaps'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey'],
    // A profile belongs to the pair's rep, or to the writer. Only the other person can agree to a
    // focus: nobody agrees for somebody else, nor to their own.
    allows: ({ writer, scope, fields, changed }) => {
      const owner = scope.kind === 'pair' ? scope.rep : writer.user;
      if (fields.member !== owner) return false;
      // The agreement was about the former focus, so a change of focus has to end it.
      if (changed('focus') && fields.agreedBy !== null && !changed('agreedBy')) return false;
      if (!changed('agreedBy') || fields.agreedBy === null) return true;
      return fields.agreedBy === writer.user && fields.member !== writer.user;
    },
  },
  handedOver: 'moves',
  persons: ['member', 'agreedBy'],
  history: true,
  summarised: 'all',
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
