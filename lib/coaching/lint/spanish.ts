import { pattern } from '../patterns.ts';
import type { Language } from './language.ts';
import {
  ACCUSING_VERBS,
  CLOSED_WORDS,
  IMPERATIVES,
  JOINED_WORDS,
  QUESTION_WORDS,
  REQUESTED_ACTIONS,
} from './words/spanish.ts';

const ORDERS = [
  pattern('iu')`
    ^(?:¿|¡)?\s*(?:(?:y|entonces|ahora|hoy|primero|luego|simplemente|también|ya|mañana|rápido|mejor)
    [, ]+)*(?:por favor,? )?${IMPERATIVES}(?:me|te|le|les|lo|la|los|las|nos|se|selo|sela)?
    (?![\p{L}])(?! (?:él|ella|ellos|usted)\b)`,
  /\bpor favor\b/iu,
  pattern('iu')`
    \b(?:debes|deberías|tienes que|tendrías que|has de
    |es (?:importante|esencial|necesario|imprescindible|hora de) (?:que )?)\b`,
  // The third person is an order only outside a question about another person.
  pattern('iu')`
    ^(?!¿?\s*(?:\p{L}+ )?(?:qué|quién|cuál|cómo|cuándo|dónde)(?![\p{L}])).*\b
    (?:debe|debería|tiene que|tendría que|hay que|hace falta que)\b`,
  /^¿?\s*(?:por qué|y si) no\b/iu,
  pattern('iu')`
    ^¿?\s*(?:por qué no)\b|^¿?\s*y si (?:le |les |lo |la |te |nos )?
    (?:llamas|envías|mandas|pides|preguntas|haces|pruebas|intentas|hablas|ofreces|propones|cierras
    |subes|bajas|simplemente)\b|^¿?\s*qué tal si\b|^¿?\s*qué te parece si\b`,
  pattern('iu')`
    ^¿?\s*(?:puedes|puede|podrías|podría|quieres|querrías|te importaría|serías capaz de)
    (?: por favor| ya| de una vez| al menos| simplemente)* ${REQUESTED_ACTIONS}\p{L}*\b`,
  pattern('iu')`
    ^¿?\s*no (?:deberías|debería|tendrías que|sería hora de|podrías)\b
    |^¿?\s*(?:deberías|debería|deberíamos)\b
    |^¿?\s*(?:has|ha) (?:probado|intentado|pensado en|considerado|pensado)\b`,
  /\b(?:vamos a|vayamos|quiero que|necesito que|espero que|asegúrate|asegúrese)\b/iu,
  /^¿?\s*cuándo (?:vas a|piensas|lo vas a|la vas a|le vas a|me vas a)\b/iu,
];

const BLAME = [
  pattern('iu')`\bpor qué (?:no )?${ACCUSING_VERBS}(?![\p{L}])`,
  pattern('iu')`
    \bpor qué (?:está|están|sigue|siguen|es|son|hay|falta|faltan|va
    |se (?:ha )?(?:retras|perd|cay|qued|atras)\p{L}*)(?![\p{L}]).*
    (?:otra vez|de nuevo|todavía|aún|tan (?:tarde|lento|poco|bajo)|tarde|retrasad\p{L}*
    |atrasad\p{L}*|vací\p{L}*|sin)(?![\p{L}])`,
  pattern('iu')`
    \bpor qué (?:falta|faltan|no hay|no está|no están|nadie|todavía no|aún no
    |se (?:retrasó|perdió|cayó|atrasó))(?![\p{L}])`,
  /\bpor qué\b.*\b(?:otra vez|de nuevo)\b/iu,
  pattern('iu')`
    \b(?:es )?(?:tu|su|culpa tuya|de quién es la) (?:culpa|error|fallo|excusa)\b
    |\bquién tiene la culpa\b|\bquién (?:la )?(?:metió la pata|falló|lo estropeó)\b
    |\bqué excusa\b|\bculpa tuya\b`,
  pattern('iu')`
    \b(?:has|ha) (?:fallado|olvidado|perdido|ignorado|descuidado|estropeado|metido la pata
    |dejado (?:morir|escapar|caer|pasar))\b
    |\b(?:fallaste|olvidaste|perdiste|ignoraste|descuidaste|estropeaste|metiste la pata
    |te equivocaste|te olvidaste|dejaste (?:morir|escapar|caer|pasar))(?![\p{L}])`,
  pattern('iu')`
    \b(?:siempre|nunca) (?:te |lo |le )?(?:haces|llegas|olvidas|tardas|contestas|preguntas|cumples
    |pierdes|registras|avisas|llamas)\b
    |\b(?:ni siquiera|al menos) (?:has|llamaste|preguntaste|leíste|miraste)(?![\p{L}])
    |\bsiquiera (?:has|llamaste|leíste|preguntaste|sabes)(?![\p{L}])`,
  pattern('iu')`
    \bcómo (?:pudiste|has podido|se te ocurre|se te ocurrió|es posible que
    |puedes (?:dejar|perder|olvidar))(?![\p{L}])
    |\ben qué (?:estabas pensando|fallaste|te equivocaste)(?![\p{L}])
    |\bqué (?:hiciste mal|te pasa|problema tienes|has hecho mal|error cometiste)(?![\p{L}])
    |\bdónde fallaste\b`,
  pattern('iu')`
    \b(?:vag[oa]|perezos[oa]|descuidad[oa]|inútil|incompetente|chapucer[oa]|irresponsable
    |poco profesional)\b`,
];

const LEADING = [
  pattern('iu')`
    ^¿?\s*no (?:crees|te parece|piensas|ves|opinas|es (?:obvio|evidente|cierto|verdad|mejor)
    |sería mejor|estás de acuerdo|te das cuenta)\b`,
  /,\s*¿?\s*(?:no|verdad|cierto|vale|correcto|a que sí|eh|o no|no es así|no crees|sí)$/iu,
  /^¿?\s*(?:seguro que|evidentemente|obviamente|está claro que|acaso|a que)\b/iu,
  /^¿?\s*(?:no )?sería (?:mejor|más inteligente|preferible)\b/iu,
];

export const spanish: Language = {
  open: pattern('iu')`
    ^¿?\s*(?:(?:y|pero|entonces|ahora|si [^,¿]+|cuando [^,¿]+|antes de [^,¿]+|después de [^,¿]+
    |con|de|a|en|por|para|desde|hasta|según|sobre|ante|contra|sin|bajo)(?: \p{L}+){0,4}?[, ¿]+
    |[^,¿?]{2,60}, ¿)?${QUESTION_WORDS}(?![\p{L}])`,
  closed: pattern('iu')`
    ^¿?\s*(?:(?:y|pero|entonces|ahora|[^,¿]{2,60}),? ?¿?)?${CLOSED_WORDS}\b`,
  choice: /(?:^|\s)[ou](?:\s)(?!no\b)/i,
  orders: ORDERS,
  blame: BLAME,
  leading: LEADING,
  joined: pattern('iu')`
    (?:,? (?:y|o|pero)|;|,) ¿?(?:(?:a|con|de|en|por|para|desde) )?${JOINED_WORDS}(?![\p{L}])`,
  abbreviations: /\b(?:p\. ?ej|etc|Sr|Sra|Dr|Dra|núm|aprox|Ud|Uds)\.$/i,
  fromOrder: () => null,
};
