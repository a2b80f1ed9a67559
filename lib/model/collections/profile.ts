import * as z from 'zod/mini';
import { Skill } from '../coaching.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

const level = z.int().check(z.minimum(0), z.maximum(4));

/** What a rep works on, shared with the manager. The focus leads the prompts once both have agreed to it. */
export const Profile = z.object({
  refKey: NoKey,
  member: Id,
  focus: z.nullable(Skill),
  agreedBy: z.nullable(Id),
  /** Target minus current level, 0 to 4, by skill. */
  gaps: z.record(z.string(), level),
  strengths: z.array(Skill).check(z.maxLength(10)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Profile = z.infer<typeof Profile>;

export default collection({
  schema: Profile,
  key: ['member'],
  defaults: { refKey: '', focus: null, agreedBy: null, gaps: {}, strengths: [] },
  lists: ['strengths'],
  maps: ['gaps'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey'],
    // A profile is of the rep whose pair it lies in, or one's own. The second key is the other
    // person's: nobody agrees for somebody else, nor to their own focus.
    allows: ({ writer, scope, fields, changed }) => {
      const owner = scope.kind === 'pair' ? scope.rep : writer.user;
      if (fields.member !== owner) return false;
      // What was agreed was another focus: whoever changes it says so of the agreement too.
      if (changed('focus') && fields.agreedBy !== null && !changed('agreedBy')) return false;
      if (!changed('agreedBy') || fields.agreedBy === null) return true;
      return fields.agreedBy === writer.user && fields.member !== writer.user;
    },
  },
  history: true,
});
