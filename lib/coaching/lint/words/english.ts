import { words } from '../../patterns.ts';

/** Verbs that start an order. */
export const VERBS = words(`
  add agree arrange ask attend avoid be begin book bring build call cancel chase check clarify clean
  close come commit complete confirm contact create cut deal decide deliver demand demo do drop
  e-?mail escalate explain fill find finish fix follow force forget forward get give go hand have
  help hurry identify improve include insist invite involve keep learn leave let list log look make
  map meet mention message move negotiate note offer phone pick plan prepare present press
  prioriti[sz]e propose prove push put qualify raise reach read remember remind remove reply report
  request research reschedule respond review ring schedule secure sell send set share show sign
  speak speed start stay step stick stop submit take talk tell think try turn update use visit wait
  walk work write
`);

/** “Can you explain …?” asks for an account, so these verbs make no order after “can you”. */
const ACCOUNTS = words('explain share show tell walk help');
export const VERBS_AFTER_CAN_YOU = VERBS.filter((verb) => !ACCOUNTS.includes(verb));

/** Question words with a preposition, which may start a sentence. */
export const PREPOSITION_QUESTIONS = [
  'to whom',
  'by when',
  'by what',
  'in what',
  'in which',
  'on what',
  'on which',
  'with whom',
  'with what',
  'for whom',
  'for what',
  'from what',
  'from where',
  'under what',
  'at what',
  'at which',
  'to what',
  'through whom',
];

/** Verbs that start a yes-or-no question. */
export const AUXILIARIES = words(`
  is are was were am do does did has have had can could will would should shall may might must
  isn[’']t aren[’']t wasn[’']t weren[’']t don[’']t doesn[’']t didn[’']t hasn[’']t haven[’']t
  hadn[’']t can[’']t couldn[’']t won[’']t wouldn[’']t shouldn[’']t
`);

/** Subjects that follow the verb of a yes-or-no question; the last one is a name. */
export const SUBJECTS = words(String.raw`
  the a an this that these those there it they we you he she i your their our his her my any anyone
  anybody someone somebody everyone nobody both all one \p{Lu}\p{L}+
`);

/** Insults. */
export const INSULTS = words(String.raw`
  lazy careless sloppy incompetent unprofessional useless pathetic clueless underperform\w*
`);
