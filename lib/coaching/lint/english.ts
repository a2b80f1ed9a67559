import { pattern } from '../patterns.ts';
import type { Language } from './language.ts';
import {
  AUXILIARIES,
  INSULTS,
  PREPOSITION_QUESTIONS,
  SUBJECTS,
  VERBS,
  VERBS_AFTER_CAN_YOU,
} from './words/english.ts';

const STARTS_WITH_VERB = pattern('i')`^${VERBS}\b`;

const ORDERS = [
  pattern('i')`
    ^(?:(?:and|so|then|now|first|next|also|just|simply|instead|quickly|always|never|kindly|today
    |tomorrow|ok(?:ay)?),? )*(?:please |do )?
    (?!(?:have|do|be)
    [ ](?:they|we|he|she|it|i|you|any\w*|some\w*|the|their|our|your|his|her|\p{Lu})\b)
    ${VERBS}\b
    (?!-| (?:\w+ ){1,2}(?:is|are|was|were|fell|rose|has|have|had|rests?|went|grew|dropped|matters?
    |counts?|takes?|means?|seems?)\b)`,
  /\bplease\b/i,
  /^(?:don[’']t|do not|never)\b(?! you\b| they\b| we\b| the\b)/i,
  /^let[’']?s\b/i,
  pattern('i')`
    \byou(?:[’']ll| will)? (?:really |simply |just |now |still |also )*
    (?:should|must|need to|have to|had better|ought to|are (?:supposed|expected|required) to
    |better)\b`,
  pattern('i')`
    \byou[’']d better\b|\bit[’']s (?:time|best) to\b|\bmake sure\b|\bbe sure to\b
    |\bget (?:it|this|that|them) (?:done|signed|closed|over)\b`,
  /^(?:why|how) (?:don[’']t|not|about)\b(?!.*\b(?:they|the buyer)\b)/i,
  /^why (?:not|don[’']t (?:you|we))\b/i,
  /^how about\b|^what about (?:\w+ing|we|you)\b|^what if (?:you|we) (?:just |simply )?\w+/i,
  pattern('i')`
    ^(?:(?:so|and|then),? )?
    (?:can|could|will|would|can[’']t|couldn[’']t|won[’']t|wouldn[’']t)
    [ ]you (?:please |just |finally |now |at least |quickly |simply )*${VERBS_AFTER_CAN_YOU}\b`,
  /^would you mind \w+ing\b/i,
  pattern('i')`
    ^(?:shouldn[’']t|should) (?:you|we)\b|^isn[’']t it (?:about )?time\b
    |^(?:have|did) you (?:tried|thought of|thought about|considered|think of|consider|try)\b`,
  pattern('i')`
    ^(?:when|how soon|what day) (?:will|are|can) you (?:finally |going to |gonna |be |at last )*
    (?:\w+ )?(?:call|send|finish|close|fix|do|update|deliver|get|log|contact|chase|ask|write|book)
    (?:ing)?\b`,
  pattern('i')`
    \b(?:i (?:want|need|expect|would like) you to|i[’']d like you to|you are to
    |it is (?:essential|crucial|important|vital) (?:that you|to))\b`,
];

const BLAME = [
  pattern('i')`
    \bwhy (?:did|didn[’']t|haven[’']t|hadn[’']t|weren[’']t|aren[’']t|wasn[’']t|couldn[’']t|can[’']t
    |do|are|were|have|won[’']t|wouldn[’']t|isn[’']t) (?:you|your|this (?:still )?not|nobody)\b`,
  pattern('i')`
    \bwhy (?:is|was|are|were|has|have)
    [ ](?:this|that|it|the \w+(?: \w+)?|your \w+(?: \w+)?|there) (?:\w+ )?
    (?:late|overdue|slipp\w+|behind|missing|empty|blank|again|so (?:late|slow|low|long)
    |(?:still )?not|still|no)\b`,
  /\bwhy .*\b(?:again|yet again|once more)\b/i,
  /\bwhy (?:is|are|was|were) your\b.*\b(?:always|never|so|still|not|constantly)\b/i,
  pattern('i')`
    \b(?:your|whose) (?:fault|mistake|failure|negligence|excuse)\b
    |\bwho (?:is|was|[’']s) (?:to blame|responsible for (?:this|the) (?:mess|delay|loss|failure))\b
    |\bwho messed\b`,
  pattern('i')`
    \byou (?:\w+ )?(?:failed|forgot|neglected|ignored|lost|blew|messed|missed|screwed
    |dropped the ball|let (?:us|them|it|the \w+) (?:down|slip|die|go))\b`,
  pattern('i')`
    \byou (?:always|never|keep|still haven[’']t|still have not|haven[’']t even|didn[’']t even
    |don[’']t even|obviously|clearly)\b`,
  pattern('i')`
    \bhow (?:could|can|did) you (?:let|lose|miss|forget|fail|allow|ignore|not|possibly)\b
    |\bhow come you\b|\bwhat were you thinking\b|\bwhat took you\b
    |\bwhat[’']s (?:wrong with you|your (?:problem|excuse))\b
    |\bwhat is (?:wrong with you|your (?:problem|excuse))\b`,
  pattern('i')`\b${INSULTS}\b`,
  pattern('i')`
    \bwhat did you do wrong\b|\bwhat mistake did you\b
    |\bwhere did you (?:go wrong|mess|fail|screw)\b|\bwhat went wrong with you\b
    |\bwhen did you stop caring\b|\bdid you (?:even|forget|actually (?:call|read|ask|do))\b
    |\bhave you even\b|\bare you even\b|\bdo you even\b`,
];

const LEADING = [
  pattern('i')`
    ^(?:don[’']t|wouldn[’']t|doesn[’']t|didn[’']t) you
    [ ](?:think|agree|feel|believe|see|want|find)\b`,
  pattern('i')`
    ,\s*(?:right|no|correct|yes|huh|ok(?:ay)?|isn[’']t (?:it|he|she|that)
    |aren[’']t (?:they|you|we)|don[’']t you(?: think)?|doesn[’']t (?:it|he|she)
    |didn[’']t (?:it|you|they)|won[’']t (?:it|you|they)|wouldn[’']t (?:it|you|they)
    |haven[’']t (?:you|they|we)|hasn[’']t (?:it|he|she)
    |is it|are you|do you|did you|will you|have you)$`,
  pattern('i')`
    ^(?:surely|obviously|clearly|wouldn[’']t it be (?:better|best|wiser|smarter|easier)
    |isn[’']t it (?:obvious|clear|true|better|just|simply)
    |isn[’']t (?:that|this) (?:just|simply|obvious|what))\b`,
  /^(?:would|wouldn[’']t) it (?:not )?be (?:better|best|wiser|smarter) (?:to|if)\b/i,
];

/** Words before the verb of an order that the offered question leaves out. */
const BEFORE_VERB = pattern('i')`
  ^(?:(?:and|so|then|now|first|next|also|just|simply|instead|quickly|kindly|please|today|tomorrow
  |ok(?:ay)?|can|could|will|would|you|should|must|need to|have to|ought to),? )+`;

export const english: Language = {
  open: pattern('i')`
    ^(?:(?:and|so|but|now|then|ok(?:ay)?|looking [^,]+|if [^,]+|when [^,]+|before [^,]+|after [^,]+
    |since [^,]+|given [^,]+|suppose [^,]+|imagine [^,]+|on [^,]+|in [^,]+|with [^,]+|of [^,]+
    |from [^,]+|at [^,]+|for [^,]+|${PREPOSITION_QUESTIONS})[, ]+(?:else )?)?
    (?:what|which|who|whom|whose|how|why|when|where|in what|on what|at what|under what|from what
    |for whom|with whom|by when)\b
    |^${PREPOSITION_QUESTIONS}\b`,
  closed: pattern('iu')`
    ^(?:(?:and|so|but|now|then|ok(?:ay)?|[^,]{2,60}),? )?${AUXILIARIES}\b(?:\s+${SUBJECTS})`,
  choice: /\bor\b(?! not\b)/i,
  orders: ORDERS,
  blame: BLAME,
  leading: LEADING,
  joined: pattern('i')`
    (?:,? (?:and|or|but)|;|,) (?:also )?
    (?:what|which|who|whom|whose|how|why|when|where|is|are|was|were|do|does|did|has|have|can|could
    |will|would|should)\b(?! (?:to|not)\b)`,
  abbreviations: /\b(?:e\.g|i\.e|etc|vs|approx|no|mr|mrs|ms|dr|inc|ltd|co|st)\.$/i,
  fromOrder(sentence) {
    const order = sentence
      .replace(BEFORE_VERB, '')
      .replace(/\bplease\b/gi, '')
      .replace(/\s*(?:,\s*)?\band (?:tell|let|send|give|show) (?:me|us)\b.*$/i, '')
      .replace(/\s+/g, ' ')
      .replace(/[\s,;:–-]+$/, '')
      .trim();
    const isOrder = STARTS_WITH_VERB.test(order) && order.length >= 4;
    if (!isOrder || /^(?:have|be|do) |\b(?:me|us)\b/i.test(order)) return null;
    return `What would it take to ${order.charAt(0).toLowerCase()}${order.slice(1)}?`;
  },
};
