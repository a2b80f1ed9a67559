import { phraseLines } from '../phrases.ts';

/** People at the top, and bodies that decide. */
const [TOP_EN] = phraseLines(`
  (?:ceo|cfo|coo|cto|cio|managing director|finance director|general manager|owner|founder|president
    |chairman|chair|board|executive committee|governors)
`);
const [TOP_DE] = phraseLines(String.raw`
  (?:geschäftsführ\p{L}+|vorst[aä]nd\p{L}*|inhaber(?:in)?|eigentümer(?:in)?|cfo|ceo
    |geschäftsleitung|aufsichtsrat|beirat|bürgermeister(?:in)?|finanzvorst[aä]nd(?:in)?)
`);
const [TOP_ES] = phraseLines(`
  (?:director(?:a)? general|director(?:a)? financier[oa]|gerente|gerencia|dueñ[oa]|propietari[oa]
    |president[ea]|consejo|consejer[oa] delegad[oa]|comité de dirección|patronato)
`);

/** An executive or a deciding body took part, or said that they will. */
export const EXECUTIVE_ACTS = {
  en: phraseLines(`
    ${TOP_EN}[)]? … (?:joined|joins|attended|attends|came|comes|took part|takes part|stayed|asked
      |asks|presented|presents|brought|invited|invites|confirmed|confirms|called|signed|approved
      |backs|supports|voted|wants|leads|chose)
    (?:meeting|session|visit|workshop|walk-through|call|business case|demo) with (?:the |their 
      |our )?(?:\\p{L}+ )?${TOP_EN}
    invited … ${TOP_EN}
    ${TOP_EN}[)]? … (?:dropped in|walked|showed us|wrote|emailed|phoned|gave us|met us|sat in
      |took us|went well|liked|loved|agreed|spoke|listened|said yes)
    (?:call|lunch|dinner|breakfast|talk|half an hour|hour|time|chat|review|conversation
      |presentation) with (?:the |their |our )?(?:\\p{L}+ )?${TOP_EN}
    ${TOP_EN} (?:presentation|review|meeting|session) (?:done|held|went|today|yesterday)
    vp (?:\\p{L}+ )?(?:joined|attended|came|sat in|wrote|asked)
  `),
  de: phraseLines(`
    ${TOP_DE}[)]? … (?:dabei|teilgenommen|kam|kommt|fragt|fragte|bestätigt|angesetzt|stellt|stellte
      |unterstützt|eingeladen|zugestimmt|nimmt teil|war|entschieden|begleitet|will|möchte|gefragt
      |genehmigt)
    (?:termin|gespräch|besuch|workshop|treffen|demo|sitzung|runde) mit (?:der |dem |ihrer |ihrem 
      |den )?${TOP_DE}
    ${TOP_DE}[)]? … (?:vorbei|schrieb|rief|geführt|gezeigt|saß|saßen|kennengelernt|getroffen
      |gefallen|begeistert|sprach|zugesagt|meldete|hat sich)
    (?:mittagessen|essen|halbe stunde|telefonat|call|runde|austausch|gespräche) mit (?:der |dem 
      |ihrer |ihrem |den )?${TOP_DE}
  `),
  es: phraseLines(`
    ${TOP_ES}[)]? … (?:vino|viene|asistió|asiste|participó|participa|preguntó|pregunta|confirma
      |confirmó|apoya|lleva|presenta|se unió|pidió|quiere|aprobó|aprueba|estuvo|propuso|acept[oó]
      |aceptó|ha confirmado|ha venido|acompaña)
    (?:reunión|visita|sesión|taller|llamada|demo|presentación) con (?:el |la |su )?${TOP_ES}
    ${TOP_ES}[)]? … (?:se pasó|escribió|llamó|enseñó|recibió|se sumó|estuvieron|dedicó|felicitó
      |le gustó|dijo que sí)
    (?:comida|cena|café|charla|media hora|conversación) con (?:el |la |su )?(?:${TOP_ES}
      |fundador(?:a)?|director(?:a)? de \\p{L}+)
    director(?:a)? de (?:operaciones|producción|finanzas|compras) (?:\\S+ )?(?:se sumó|vino|asistió
      |participó)
  `),
};

/** Phrases that say that this person did not take part, or at another time. */
export const NO_EXECUTIVE = {
  en: phraseLines(`
    (?:cancelled|declined|refused|dropped out|left|absent|should|could|would|must|need to|try to
      |hope|want to meet|our (?:ceo|cfo|board|owner|managing director))
    (?:too expensive|unhappy|angry|rejected|stopped|freez\\p{L}+|froz\\p{L}+|concern\\p{L}*
      |object\\p{L}*)
    board (?:paper|game|room)
  `),
  de: phraseLines(`
    (?:abgesagt|abgelehnt|verhindert|fehlte|ausgeschieden|sollte|müsste|könnte|unser(?:e
      |em)? (?:geschäftsführung|geschäftsführer|vorstand|chef))
    (?:zu teuer|verärgert|gestoppt|bedenken|eingefroren|unzufrieden)
    liegt … (?:bei|beim)
  `),
  es: phraseLines(`
    (?:canceló|rechazó|no pudo|dejó|debería|tendría|podría|nuestr[oa] (?:director|directora|gerente
      |presidente))
    (?:car[oa]|enfadad[oa]|paraliz\\p{L}+|congel\\p{L}+|dudas|molest[oa])
    (?:quiere|prefiere) (?:esperar|pensarlo|firmar)
  `),
};
