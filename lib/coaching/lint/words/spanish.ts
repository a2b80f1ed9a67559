import { words } from '../../patterns.ts';

/** Imperatives of “tú” and “usted” that start an order; some include a pronoun (“llámale”). */
export const IMPERATIVES = [
  ...words(`
    actualiz[ae] acuérdate acuerda acept[ae] agend[ae] añad[ea] anot[ae] apunt[ae] asegúrate
    asegúrese avis[ae] averigu[ae] averigüe ayud[ae] baj[ae] busc[ae] busque cambi[ae] cancel[ae]
    céntrate cerr[ae] cierr[ae] complet[ae] compruebe? comprueba concert[ae] concierta confirm[ae]
    consig[ue]+ consigue consiga consult[ae] contact[ae] contest[ae] convence convenza dale dame
    decid[ea] defin[ea] deja deje dile dime diga di documenta envía envíe envia escrib[ea]
    escuch[ae] espera espere exig[ea] exija explora fij[ae] fíjate habla hable haz haga
    identific[ae] identifique insiste insista intenta intente invita invite involucra ir ve vaya lee
    lea llama llame llámal[aoe]s? llámel[aoe]s? logra manda mande mándal[aoe]s? mantén mantenga
    mejora menciona mira mire mueve mueva negocia negocie
  `),
  'no (?:esperes|dejes|olvides|llames|envíes|hagas|pierdas|des|vuelvas|digas|permitas|aceptes' +
    '|insistas)',
  ...words(`
    obtén obtenga ofrece ofrezca olvida olvídate organiza pasa pide pida pídel[aeo]s? piensa piense
    planifica pon ponga ponte prepara prepare presenta presente presiona presione programa programe
    prueba pruebe pregunta pregunte pregúntal[ea]s? queda quita recuerda recuerde reduce registra
    rellena repasa reserva resuelve responde reúnete revisa revise sal sé siga sigue solicita
    solicite sube termina toma trabaja trae traiga usa use utiliza ven vende verifica visita vuelve
  `),
];

/** Question words that start an open question. */
export const QUESTION_WORDS = [
  ...words('qué cuál(?:es)? quién(?:es)? cómo cuándo dónde adónde cuánt[oa]s?'),
  'por qué',
  'para qué',
];

/** Question words that start the second of two joined questions. */
export const JOINED_WORDS = QUESTION_WORDS.filter((word) => word !== 'adónde');

/** Words that start a yes-or-no question. */
export const CLOSED_WORDS = words(`
  es son era eran fue fueron está están estaba hay había ha han has he puede pueden puedes podría
  podrías podrían quiere quieren quieres quería tiene tienen tienes tenía va van vas sabe saben
  sabes conoce conoces debe deben debes debería deberías crees cree piensas sientes ves te se le les
  lo la nos existe existen falta faltan funciona necesita necesitas necesitan confirmó confirmaron
  hablaste habló hablaron llegó dijo dijeron hicieron hizo conseguiste quedó queda quedan firmará
  firmarán sigue siguen alguien ya tu su el los las esto este esta
`);

/** Infinitives of an order asked as “¿puedes …?”. */
export const REQUESTED_ACTIONS = words(`
  llamar enviar mandar pedir preguntar hacer actualizar cerrar contactar escribir confirmar agendar
  programar revisar insistir registrar rellenar terminar conseguir hablar reservar poner quedar
  bajar subir presionar
`);

/** Verbs that ask for the reason of something that a rep did. */
export const ACCUSING_VERBS = words(`
  has hiciste hicisteis dejaste perdiste llamaste olvidaste llegaste tardaste fallaste contestaste
  enviaste mandaste preguntaste pudiste supiste quisiste avisaste aceptaste bajaste cediste diste
  dijiste fuiste estás sigues eres tienes tardas haces pierdes elegiste esperaste registraste
  cerraste hablaste escribiste propusiste
`);
