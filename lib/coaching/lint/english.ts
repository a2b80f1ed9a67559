import type { Language } from './language.ts';

const VERBS =
  'add|agree|arrange|ask|attend|avoid|be|begin|book|bring|build|call|cancel|chase|check|clarify|clean|close|come|commit|complete|confirm|contact|create|cut|deal|decide|deliver|demand|demo|do|drop|e-?mail|escalate|explain|fill|find|finish|fix|follow|force|forget|forward|get|give|go|hand|have|help|hurry|identify|improve|include|insist|invite|involve|keep|learn|leave|let|list|log|look|make|map|meet|mention|message|move|negotiate|note|offer|phone|pick|plan|prepare|present|press|prioriti[sz]e|propose|prove|push|put|qualify|raise|reach|read|remember|remind|remove|reply|report|request|research|reschedule|respond|review|ring|schedule|secure|sell|send|set|share|show|sign|speak|speed|start|stay|step|stick|stop|submit|take|talk|tell|think|try|turn|update|use|visit|wait|walk|work|write';

export const english: Language = {
  open: /^(?:(?:and|so|but|now|then|ok(?:ay)?|looking [^,]+|if [^,]+|when [^,]+|before [^,]+|after [^,]+|since [^,]+|given [^,]+|suppose [^,]+|imagine [^,]+|on [^,]+|in [^,]+|with [^,]+|of [^,]+|from [^,]+|at [^,]+|for [^,]+|to whom|by when|by what|in what|in which|on what|on which|with whom|with what|for whom|for what|from what|from where|under what|at what|at which|to what|through whom)[, ]+(?:else )?)?(?:what|which|who|whom|whose|how|why|when|where|in what|on what|at what|under what|from what|for whom|with whom|by when)\b|^(?:to whom|by when|by what|in what|in which|on what|on which|with whom|with what|for whom|for what|from what|from where|under what|at what|at which|to what|through whom)\b/i,
  closed:
    /^(?:(?:and|so|but|now|then|ok(?:ay)?|[^,]{2,60}),? )?(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|don[’']t|doesn[’']t|didn[’']t|hasn[’']t|haven[’']t|hadn[’']t|can[’']t|couldn[’']t|won[’']t|wouldn[’']t|shouldn[’']t)\b(?:\s+(?:the|a|an|this|that|these|those|there|it|they|we|you|he|she|i|your|their|our|his|her|my|any|anyone|anybody|someone|somebody|everyone|nobody|both|all|one|\p{Lu}\p{L}+))/iu,
  choice: /\bor\b(?! not\b)/i,
  orders: [
    new RegExp(
      `^(?:(?:and|so|then|now|first|next|also|just|simply|instead|quickly|always|never|kindly|today|tomorrow|ok(?:ay)?),? )*(?:please |do )?(?!(?:have|do|be) (?:they|we|he|she|it|i|you|any\\w*|some\\w*|the|their|our|your|his|her|\\p{Lu})\\b)(?:${VERBS})\\b(?!-| (?:\\w+ ){1,2}(?:is|are|was|were|fell|rose|has|have|had|rests?|went|grew|dropped|matters?|counts?|takes?|means?|seems?)\\b)`,
      'i',
    ),
    /\bplease\b/i,
    /^(?:don[’']t|do not|never)\b(?! you\b| they\b| we\b| the\b)/i,
    /^let[’']?s\b/i,
    /\byou(?:[’']ll| will)? (?:really |simply |just |now |still |also )*(?:should|must|need to|have to|had better|ought to|are (?:supposed|expected|required) to|better)\b/i,
    /\byou[’']d better\b|\bit[’']s (?:time|best) to\b|\bmake sure\b|\bbe sure to\b|\bget (?:it|this|that|them) (?:done|signed|closed|over)\b/i,
    /^(?:why|how) (?:don[’']t|not|about)\b(?!.*\b(?:they|the buyer)\b)/i,
    /^why (?:not|don[’']t (?:you|we))\b/i,
    /^how about\b|^what about (?:\w+ing|we|you)\b|^what if (?:you|we) (?:just |simply )?\w+/i,
    new RegExp(
      `^(?:(?:so|and|then),? )?(?:can|could|will|would|can[’']t|couldn[’']t|won[’']t|wouldn[’']t) you (?:please |just |finally |now |at least |quickly |simply )*(?:${VERBS.replace('explain|', '').replace('share|show|', '').replace('tell|', '').replace('walk|', '').replace('help|', '')})\\b`,
      'i',
    ),
    /^would you mind \w+ing\b/i,
    /^(?:shouldn[’']t|should) (?:you|we)\b|^isn[’']t it (?:about )?time\b|^(?:have|did) you (?:tried|thought of|thought about|considered|think of|consider|try)\b/i,
    /^(?:when|how soon|what day) (?:will|are|can) you (?:finally |going to |gonna |be |at last )*(?:\w+ )?(?:call|send|finish|close|fix|do|update|deliver|get|log|contact|chase|ask|write|book)(?:ing)?\b/i,
    /\b(?:i (?:want|need|expect|would like) you to|i[’']d like you to|you are to|it is (?:essential|crucial|important|vital) (?:that you|to))\b/i,
  ],
  blame: [
    /\bwhy (?:did|didn[’']t|haven[’']t|hadn[’']t|weren[’']t|aren[’']t|wasn[’']t|couldn[’']t|can[’']t|do|are|were|have|won[’']t|wouldn[’']t|isn[’']t) (?:you|your|this (?:still )?not|nobody)\b/i,
    /\bwhy (?:is|was|are|were|has|have) (?:this|that|it|the \w+(?: \w+)?|your \w+(?: \w+)?|there) (?:\w+ )?(?:late|overdue|slipp\w+|behind|missing|empty|blank|again|so (?:late|slow|low|long)|(?:still )?not|still|no)\b/i,
    /\bwhy .*\b(?:again|yet again|once more)\b/i,
    /\bwhy (?:is|are|was|were) your\b.*\b(?:always|never|so|still|not|constantly)\b/i,
    /\b(?:your|whose) (?:fault|mistake|failure|negligence|excuse)\b|\bwho (?:is|was|[’']s) (?:to blame|responsible for (?:this|the) (?:mess|delay|loss|failure))\b|\bwho messed\b/i,
    /\byou (?:\w+ )?(?:failed|forgot|neglected|ignored|lost|blew|messed|missed|screwed|dropped the ball|let (?:us|them|it|the \w+) (?:down|slip|die|go))\b/i,
    /\byou (?:always|never|keep|still haven[’']t|still have not|haven[’']t even|didn[’']t even|don[’']t even|obviously|clearly)\b/i,
    /\bhow (?:could|can|did) you (?:let|lose|miss|forget|fail|allow|ignore|not|possibly)\b|\bhow come you\b|\bwhat were you thinking\b|\bwhat took you\b|\bwhat[’']s (?:wrong with you|your (?:problem|excuse))\b|\bwhat is (?:wrong with you|your (?:problem|excuse))\b/i,
    /\b(?:lazy|careless|sloppy|incompetent|unprofessional|useless|pathetic|clueless|underperform\w*)\b/i,
    /\bwhat did you do wrong\b|\bwhat mistake did you\b|\bwhere did you (?:go wrong|mess|fail|screw)\b|\bwhat went wrong with you\b|\bwhen did you stop caring\b|\bdid you (?:even|forget|actually (?:call|read|ask|do))\b|\bhave you even\b|\bare you even\b|\bdo you even\b/i,
  ],
  leading: [
    /^(?:don[’']t|wouldn[’']t|doesn[’']t|didn[’']t) you (?:think|agree|feel|believe|see|want|find)\b/i,
    /,\s*(?:right|no|correct|yes|huh|ok(?:ay)?|isn[’']t (?:it|he|she|that)|aren[’']t (?:they|you|we)|don[’']t you(?: think)?|doesn[’']t (?:it|he|she)|didn[’']t (?:it|you|they)|won[’']t (?:it|you|they)|wouldn[’']t (?:it|you|they)|haven[’']t (?:you|they|we)|hasn[’']t (?:it|he|she)|is it|are you|do you|did you|will you|have you)$/i,
    /^(?:surely|obviously|clearly|wouldn[’']t it be (?:better|best|wiser|smarter|easier)|isn[’']t it (?:obvious|clear|true|better|just|simply)|isn[’']t (?:that|this) (?:just|simply|obvious|what))\b/i,
    /^(?:would|wouldn[’']t) it (?:not )?be (?:better|best|wiser|smarter) (?:to|if)\b/i,
  ],
  joined:
    /(?:,? (?:and|or|but)|;|,) (?:also )?(?:what|which|who|whom|whose|how|why|when|where|is|are|was|were|do|does|did|has|have|can|could|will|would|should)\b(?! (?:to|not)\b)/i,
  abbreviations: /\b(?:e\.g|i\.e|etc|vs|approx|no|mr|mrs|ms|dr|inc|ltd|co|st)\.$/i,
  fromOrder(sentence) {
    const plain = sentence
      .replace(
        /^(?:(?:and|so|then|now|first|next|also|just|simply|instead|quickly|kindly|please|today|tomorrow|ok(?:ay)?|can|could|will|would|you|should|must|need to|have to|ought to),? )+/i,
        '',
      )
      .replace(/\bplease\b/gi, '')
      .replace(/\s*(?:,\s*)?\band (?:tell|let|send|give|show) (?:me|us)\b.*$/i, '')
      .replace(/\s+/g, ' ')
      .replace(/[\s,;:–-]+$/, '')
      .trim();
    if (
      !new RegExp(`^(?:${VERBS})\\b`, 'i').test(plain) ||
      plain.length < 4 ||
      /^(?:have|be|do) |\b(?:me|us)\b/i.test(plain)
    )
      return null;
    return `What would it take to ${plain.charAt(0).toLowerCase()}${plain.slice(1)}?`;
  },
};
