import { pattern } from '../patterns.ts';
import type { Language } from './language.ts';
import {
  ACCUSING_VERBS,
  CLOSED_VERBS,
  FAILURES,
  IMPERATIVES,
  INSULTS,
  JOINED_WORDS,
  QUESTION_WORDS,
  REQUESTED_ACTIONS,
} from './words/german.ts';

const ORDERS = [
  pattern('iu')`
    ^(?:(?:und|dann|jetzt|heute|zuerst|also|nun|einfach|endlich|bitte|sofort|morgen)[, ]+)*
    ${IMPERATIVES}\b(?! (?:ich|er|sie (?!bitte)|wir|es|man|ihr)\b)`,
  // The imperative of “Sie” is the infinitive before “Sie”.
  pattern('u')`
    ^(?:(?:und|dann|jetzt|heute|bitte|also)[, ]+)*\p{Ll}+(?:en|ern|eln) Sie\b
    (?! (?:sich )?(?:vor|denn|glauben|an)\b.*\?)`,
  /\bbitte\b/i,
  /^(?:lass|lasst|lassen wir|lass uns)\b/i,
  pattern('u')`
    \b(?:du|ihr) (?:\p{L}+ )?(?:solltest|solltet|musst|müsst|müsstest|sollst|hast|brauchst)
    [ ](?:[^?]*\bzu\b )?|\bSie (?:sollten|müssen|müssten)\b`,
  pattern('iu')`
    ^(?:solltest|musst|müsstest|sollten|müssten|sollen) (?:du|wir|Sie)
    [ ](?:nicht|doch|mal|endlich|jetzt|besser)\b`,
  pattern('iu')`
    ^(?:solltest du|sollten wir|sollten Sie|solltet ihr|musst du nicht|müsstest du)\b`,
  pattern('iu')`
    ^(?:warum|wieso) (?:nicht|rufst du nicht|machst du nicht|fragst du nicht|gehst du nicht
    |schickst du nicht|probierst du nicht|versuchst du nicht|nimmst du nicht)\b`,
  /^(?:warum|wieso) \p{Ll}+st du\b.*\bnicht\b/iu,
  /^was,? wenn (?:du|wir|Sie) (?:einfach|mal|jetzt)\b/iu,
  pattern('iu')`
    ^(?:wie wäre es|wie wär[’']s|was hältst du davon), (?:wenn|mal|du)\b
    |^wie wäre es mit\b|^was wäre, wenn du (?:einfach|mal|jetzt)\b`,
  pattern('iu')`
    ^(?:kannst|könntest|würdest|willst|können|könnten|würden|wollen) (?:du|Sie)
    [ ](?:mir |uns |ihm |ihr |ihnen |sie |es |das |ihn )*
    (?:bitte|mal|endlich|noch|jetzt|heute|nicht (?:einfach|mal|endlich)|doch)\b`,
  pattern('iu')`
    ^(?:kannst|könntest|würdest|können|könnten|würden) (?:du|Sie)\b.*\b${REQUESTED_ACTIONS}$`,
  pattern('iu')`
    ^(?:hast|haben) (?:du|Sie) (?:schon |mal |schon mal |auch |bereits )+
    (?:daran gedacht|versucht|probiert|überlegt|erwogen)
    |^(?:hast|haben) (?:du|Sie) (?:daran gedacht|versucht|probiert|überlegt|erwogen)`,
  pattern('iu')`
    \b(?:es ist (?:wichtig|höchste zeit|zeit|nötig)|ich (?:erwarte|möchte|will|verlange), dass
    |ich (?:erwarte|verlange)|stell sicher|achte darauf|sieh zu)\b`,
  /^(?:sofort|unbedingt|jetzt|heute noch|umgehend|dringend|bis \p{L}+) \p{L}+en$/iu,
  pattern('u')`
    ^(?:\p{L}+ ){1,6}(?:anrufen|schicken|senden|nachfassen|abschließen|klären|aktualisieren
    |vereinbaren|nachhaken|eintragen|pflegen)$`,
  pattern('iu')`
    ^wann (?:rufst|schickst|machst|erledigst|lieferst|klärst|schließt|meldest|schreibst|fragst)
    [ ]du (?:endlich|ihn|sie|das|die|den|es|dort)\b`,
];

const BLAME = [
  pattern('iu')`
    \b(?:warum|wieso|weshalb|wie kommt es, dass) ${ACCUSING_VERBS} (?:du|Sie|ihr)\b`,
  pattern('u')`
    \b(?:warum|wieso|weshalb) .*\b(?:du|Sie|dein\p{L}*|Ihr\p{L}*)\b.*\b
    (?:nicht|kein\p{L}*|nie|schon wieder|immer noch)\b`,
  pattern('iu')`
    \b(?:warum|wieso|weshalb) (?:ist|sind|war|waren|steht|fehlt|fehlen|liegt|hat|haben)
    [ ](?:das|der|die|dieser|diese|dieses|dein\p{L}*|es|hier|da|noch)\b.*\b
    (?:schon wieder|wieder|immer noch|noch immer|noch (?:nicht|kein\p{L}*|leer|offen)|zu spät
    |so (?:spät|lange|langsam|wenig|niedrig)|verspätet|überfällig|leer|nicht|kein\p{L}*
    |liegen geblieben)\b`,
  /\b(?:schon wieder|zum x-ten mal)\b/iu,
  pattern('u')`
    \b(?:[Ww]arum|[Ww]ieso|[Ww]eshalb) (?:ist|sind|war|waren) (?:dein|deine|Ihr|Ihre)\p{L}*\b.*\b
    (?:immer|nie|ständig|so|noch)\b`,
  pattern('iu')`
    \b(?:deine|ihre|wessen) schuld\b|\bwer (?:ist|war) schuld\b|\bschuld (?:ist|bist|hat)\b
    |\b(?:deine|welche) ausrede\b|\bdein (?:fehler|versäumnis|versagen)\b
    |\bwer hat das (?:verbockt|vermasselt|verschuldet)\b`,
  pattern('u')`
    \b(?:du|Sie) (?:hast|haben|bist|sind)?\s?(?:\p{L}+ ){0,4}${FAILURES}\b`,
  pattern('iu')`
    \bdu (?:immer|nie|ständig|dauernd|offenbar|offensichtlich|wohl|immer noch nicht
    |noch nicht einmal)\b|\bdu (?:\p{L}+ )(?:immer|nie|ständig|dauernd)\b
    |\b(?:hast|bist) du\b.*\b(?:überhaupt|etwa|vergessen|nicht einmal|wenigstens)\b
    |\bwie kommt es, dass du\b`,
  pattern('iu')`
    \bwie (?:konntest|kannst|konnten|können) (?:du|Sie|das)\b.*\b
    (?:nur|so|bloß|passieren|verlieren|vergessen|zulassen|übersehen|verpassen)\b
    |\bwie konnte dir\b|\bwas hast du dir (?:dabei )?gedacht\b
    |\bwas (?:ist|stimmt) (?:los )?(?:mit dir|nicht mit dir)\b
    |\bwas hast du\b.*\bfalsch gemacht\b|\bwo hast du\b.*\bversagt\b|\bwas hast du da\b`,
  pattern('iu')`\b${INSULTS}\p{L}*\b`,
  /\bwo bleibt (?:dein|das|der|die)\b|\bwelchen fehler hast du\b/iu,
];

const LEADING = [
  pattern('iu')`
    ^(?:findest|meinst|denkst|glaubst|siehst|fühlst|finden|meinen|glauben) (?:du|Sie)
    [ ](?:denn |etwa |auch |das |es )*nicht\b`,
  pattern('iu')`
    ,\s*(?:oder|verstanden|klar|okay|nicht wahr|nicht|stimmt[’']s|richtig|gell|ne|ja|oder nicht
    |nicht so|stimmt das)$`,
  pattern('iu')`
    ^(?:sicher|bestimmt|offensichtlich|natürlich|doch wohl
    |wäre es nicht (?:besser|klüger|einfacher|sinnvoller)
    |ist es nicht (?:so|klar|offensichtlich|besser|einfach)|ist das nicht
    |liegt es nicht (?:einfach )?(?:daran|auf der hand))\b`,
  /^wäre es (?:nicht )?(?:besser|klüger|sinnvoller)\b/iu,
];

export const german: Language = {
  open: pattern('i')`
    ^(?:(?:und|also|aber|nun|dann|wenn [^,]+|falls [^,]+|angenommen[^,]*|bevor [^,]+|nachdem [^,]+
    |da [^,]+|mit|bei|von|an|auf|in|für|um|zu|aus|über|durch|nach|seit|bis|unter|gegen|ohne)[, ]+
    |[^,:?]{2,40}: )?${QUESTION_WORDS}\b`,
  closed: pattern('iu')`^(?:(?:und|also|aber|nun|dann|[^,]{2,60}),? )?${CLOSED_VERBS}\b`,
  choice: /\boder\b(?! nicht\b)/i,
  orders: ORDERS,
  blame: BLAME,
  leading: LEADING,
  joined: pattern('iu')`
    (?:,? (?:und|oder|aber)|;) (?:auch |dann )?(?:(?:mit|von|für|an|auf|bei|in|zu|aus) )?
    ${JOINED_WORDS}\b
    (?! (?:du|sie|er|es|wir|man) \p{L}+ (?:hat|haben|ist|sind|wird|werden|kann|können)$)`,
  abbreviations: /\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|ca|evtl|ggf|Nr|Dr|Hr|Fr|inkl|Mio|Tsd)\.$/i,
  fromOrder: () => null,
};
