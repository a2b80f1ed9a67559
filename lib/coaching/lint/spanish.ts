import type { Language } from './language.ts';

/** Imperatives of tú and usted that open a sentence, with what may hang on them (llámale, envíeselo). */
const VERBS =
  'actualiz[ae]|acuérdate|acuerda|acept[ae]|agend[ae]|añad[ea]|anot[ae]|apunt[ae]|asegúrate|asegúrese|avis[ae]|averigu[ae]|averigüe|ayud[ae]|baj[ae]|busc[ae]|busque|cambi[ae]|cancel[ae]|céntrate|cerr[ae]|cierr[ae]|complet[ae]|compruebe?|comprueba|concert[ae]|concierta|confirm[ae]|consig[ue]+|consigue|consiga|consult[ae]|contact[ae]|contest[ae]|convence|convenza|dale|dame|decid[ea]|defin[ea]|deja|deje|dile|dime|diga|di|documenta|envía|envíe|envia|escrib[ea]|escuch[ae]|espera|espere|exig[ea]|exija|explora|fij[ae]|fíjate|habla|hable|haz|haga|identific[ae]|identifique|insiste|insista|intenta|intente|invita|invite|involucra|ir|ve|vaya|lee|lea|llama|llame|llámal[aoe]s?|llámel[aoe]s?|logra|manda|mande|mándal[aoe]s?|mantén|mantenga|mejora|menciona|mira|mire|mueve|mueva|negocia|negocie|no (?:esperes|dejes|olvides|llames|envíes|hagas|pierdas|des|vuelvas|digas|permitas|aceptes|insistas)|obtén|obtenga|ofrece|ofrezca|olvida|olvídate|organiza|pasa|pide|pida|pídel[aeo]s?|piensa|piense|planifica|pon|ponga|ponte|prepara|prepare|presenta|presente|presiona|presione|programa|programe|prueba|pruebe|pregunta|pregunte|pregúntal[ea]s?|queda|quita|recuerda|recuerde|reduce|registra|rellena|repasa|reserva|resuelve|responde|reúnete|revisa|revise|sal|sé|siga|sigue|solicita|solicite|sube|termina|toma|trabaja|trae|traiga|usa|use|utiliza|ven|vende|verifica|visita|vuelve';

export const spanish: Language = {
  open: /^¿?\s*(?:(?:y|pero|entonces|ahora|si [^,¿]+|cuando [^,¿]+|antes de [^,¿]+|después de [^,¿]+|con|de|a|en|por|para|desde|hasta|según|sobre|ante|contra|sin|bajo)(?: \p{L}+){0,4}?[, ¿]+|[^,¿?]{2,60}, ¿)?(?:qué|cuál(?:es)?|quién(?:es)?|cómo|cuándo|dónde|adónde|cuánt[oa]s?|por qué|para qué)(?![\p{L}])/iu,
  closed:
    /^¿?\s*(?:(?:y|pero|entonces|ahora|[^,¿]{2,60}),? ?¿?)?(?:es|son|era|eran|fue|fueron|está|están|estaba|hay|había|ha|han|has|he|puede|pueden|puedes|podría|podrías|podrían|quiere|quieren|quieres|quería|tiene|tienen|tienes|tenía|va|van|vas|sabe|saben|sabes|conoce|conoces|debe|deben|debes|debería|deberías|crees|cree|piensas|sientes|ves|te|se|le|les|lo|la|nos|existe|existen|falta|faltan|funciona|necesita|necesitas|necesitan|confirmó|confirmaron|hablaste|habló|hablaron|llegó|dijo|dijeron|hicieron|hizo|conseguiste|quedó|queda|quedan|firmará|firmarán|sigue|siguen|alguien|ya|tu|su|el|los|las|esto|este|esta)\b/iu,
  choice: /(?:^|\s)[ou](?:\s)(?!no\b)/i,
  orders: [
    new RegExp(
      `^(?:¿|¡)?\\s*(?:(?:y|entonces|ahora|hoy|primero|luego|simplemente|también|ya|mañana|rápido|mejor)[, ]+)*(?:por favor,? )?(?:${VERBS})(?:me|te|le|les|lo|la|los|las|nos|se|selo|sela)?(?![\\p{L}])(?! (?:él|ella|ellos|usted)\\b)`,
      'iu',
    ),
    /\bpor favor\b/iu,
    /\b(?:debes|deberías|tienes que|tendrías que|has de|es (?:importante|esencial|necesario|imprescindible|hora de) (?:que )?)\b/iu,
    // The third person is an order only where it is no question about somebody else.
    /^(?!¿?\s*(?:\p{L}+ )?(?:qué|quién|cuál|cómo|cuándo|dónde)(?![\p{L}])).*\b(?:debe|debería|tiene que|tendría que|hay que|hace falta que)\b/iu,
    /^¿?\s*(?:por qué|y si) no\b/iu,
    /^¿?\s*(?:por qué no)\b|^¿?\s*y si (?:le |les |lo |la |te |nos )?(?:llamas|envías|mandas|pides|preguntas|haces|pruebas|intentas|hablas|ofreces|propones|cierras|subes|bajas|simplemente)\b|^¿?\s*qué tal si\b|^¿?\s*qué te parece si\b/iu,
    /^¿?\s*(?:puedes|puede|podrías|podría|quieres|querrías|te importaría|serías capaz de)(?: por favor| ya| de una vez| al menos| simplemente)* (?:llamar|enviar|mandar|pedir|preguntar|hacer|actualizar|cerrar|contactar|escribir|confirmar|agendar|programar|revisar|insistir|registrar|rellenar|terminar|conseguir|hablar|reservar|poner|quedar|bajar|subir|presionar)\p{L}*\b/iu,
    /^¿?\s*no (?:deberías|debería|tendrías que|sería hora de|podrías)\b|^¿?\s*(?:deberías|debería|deberíamos)\b|^¿?\s*(?:has|ha) (?:probado|intentado|pensado en|considerado|pensado)\b/iu,
    /\b(?:vamos a|vayamos|quiero que|necesito que|espero que|asegúrate|asegúrese)\b/iu,
    /^¿?\s*cuándo (?:vas a|piensas|lo vas a|la vas a|le vas a|me vas a)\b/iu,
  ],
  blame: [
    /\bpor qué (?:no )?(?:has|hiciste|hicisteis|dejaste|perdiste|llamaste|olvidaste|llegaste|tardaste|fallaste|contestaste|enviaste|mandaste|preguntaste|pudiste|supiste|quisiste|avisaste|aceptaste|bajaste|cediste|diste|dijiste|fuiste|estás|sigues|eres|tienes|tardas|haces|pierdes|elegiste|esperaste|registraste|cerraste|hablaste|escribiste|propusiste)(?![\p{L}])/iu,
    /\bpor qué (?:está|están|sigue|siguen|es|son|hay|falta|faltan|va|se (?:ha )?(?:retras|perd|cay|qued|atras)\p{L}*)(?![\p{L}]).*(?:otra vez|de nuevo|todavía|aún|tan (?:tarde|lento|poco|bajo)|tarde|retrasad\p{L}*|atrasad\p{L}*|vací\p{L}*|sin)(?![\p{L}])/iu,
    /\bpor qué (?:falta|faltan|no hay|no está|no están|nadie|todavía no|aún no|se (?:retrasó|perdió|cayó|atrasó))(?![\p{L}])/iu,
    /\bpor qué\b.*\b(?:otra vez|de nuevo)\b/iu,
    /\b(?:es )?(?:tu|su|culpa tuya|de quién es la) (?:culpa|error|fallo|excusa)\b|\bquién tiene la culpa\b|\bquién (?:la )?(?:metió la pata|falló|lo estropeó)\b|\bqué excusa\b|\bculpa tuya\b/iu,
    /\b(?:has|ha) (?:fallado|olvidado|perdido|ignorado|descuidado|estropeado|metido la pata|dejado (?:morir|escapar|caer|pasar))\b|\b(?:fallaste|olvidaste|perdiste|ignoraste|descuidaste|estropeaste|metiste la pata|te equivocaste|te olvidaste|dejaste (?:morir|escapar|caer|pasar))(?![\p{L}])/iu,
    /\b(?:siempre|nunca) (?:te |lo |le )?(?:haces|llegas|olvidas|tardas|contestas|preguntas|cumples|pierdes|registras|avisas|llamas)\b|\b(?:ni siquiera|al menos) (?:has|llamaste|preguntaste|leíste|miraste)(?![\p{L}])|\bsiquiera (?:has|llamaste|leíste|preguntaste|sabes)(?![\p{L}])/iu,
    /\bcómo (?:pudiste|has podido|se te ocurre|se te ocurrió|es posible que|puedes (?:dejar|perder|olvidar))(?![\p{L}])|\ben qué (?:estabas pensando|fallaste|te equivocaste)(?![\p{L}])|\bqué (?:hiciste mal|te pasa|problema tienes|has hecho mal|error cometiste)(?![\p{L}])|\bdónde fallaste\b/iu,
    /\b(?:vag[oa]|perezos[oa]|descuidad[oa]|inútil|incompetente|chapucer[oa]|irresponsable|poco profesional)\b/iu,
  ],
  leading: [
    /^¿?\s*no (?:crees|te parece|piensas|ves|opinas|es (?:obvio|evidente|cierto|verdad|mejor)|sería mejor|estás de acuerdo|te das cuenta)\b/iu,
    /,\s*¿?\s*(?:no|verdad|cierto|vale|correcto|a que sí|eh|o no|no es así|no crees|sí)$/iu,
    /^¿?\s*(?:seguro que|evidentemente|obviamente|está claro que|acaso|a que)\b/iu,
    /^¿?\s*(?:no )?sería (?:mejor|más inteligente|preferible)\b/iu,
  ],
  joined:
    /(?:,? (?:y|o|pero)|;|,) ¿?(?:(?:a|con|de|en|por|para|desde) )?(?:qué|cuál(?:es)?|quién(?:es)?|cómo|cuándo|dónde|cuánt[oa]s?|por qué|para qué)(?![\p{L}])/iu,
  abbreviations: /\b(?:p\. ?ej|etc|Sr|Sra|Dr|Dra|núm|aprox|Ud|Uds)\.$/i,
  fromOrder: () => null,
};
