import { phraseLines } from '../phrases.ts';

/** What is not known of the need and the plan. */
export const NEED_TOPICS = {
  criteria: {
    en: phraseLines(`
      (?:their |the |any )?(?:decision |selection |evaluation |buying )?criteria
      how (?:they|they'll|they will|the bids|offers|suppliers) … (?:choose|compare|score|scored
        |pick|compared|rank|weigh|judge|chosen|select)
      what they(?:'ll| will)? (?:judge|base|look at|compare)
      what (?:is |really |actually )?(?:matters|counts|is important|they value)
      (?:the )?(?:scoring|scorecard|evaluation sheet|weighting)
    `),
    de: phraseLines(`
      (?:ihre |die |deren |der |keine |den )?(?:entscheidungs|auswahl|bewertungs|vergabe)?kriterien
      (?:wonach|woran|anhand wovon|nach was|worauf) … (?:auswählen|entscheiden|vergleichen|bewerten
        |ankommt|achten|messen|legen)
      was … (?:wichtig|zählt|wichtigsten)
      wie … (?:bewertet|gewichtet|verglichen|ausgewählt) (?:wird|werden)
    `),
    es: phraseLines(`
      (?:sus |los |qué |de )?criterios?
      (?:en qué|con qué|según qué) … (?:basan|deciden|comparan|valoran|eligen|fijan)
      cómo (?:van a |nos van a )?(?:elegir|eligen|decidir entre|comparar|comparan|puntuar|puntúan
        |valorar|valoran)
      qué (?:valoran|es lo importante|pesa|les importa)
      baremo
      (?:con|en|según|por) qué (?:\\S+ ){0,3}(?:comparar|elegir|decidir|puntuar)
    `),
  },
  metrics: {
    en: phraseLines(`
      (?:their |any |the |no |real |hard |customer )*(?:numbers|figures|metrics|savings|roi|payback
        |baseline|kpis?|business case)
      (?:what|how much) … (?:cost|costs|save|saves|lose|loses|saved|losing|worth|earn)
      (?:what we'd|what they'd) (?:save|gain|win)
      (?:the )?(?:data|values) from (?:the )?(?:customer|plant|them|site)
    `),
    de: phraseLines(String.raw`
      (?:konkreten? |eigenen? |belastbaren? |echten? |die |ihre |harten? )*(?:\p{L}*zahlen
        |kennzahlen|messwerte|verbrauchswerte|einsparung(?:en)?|wirtschaftlichkeit|amortisation
        |nutzen|kpis?)
      (?:was|wie ?viel) … (?:kostet|kosten|spart|sparen|einspart|einsparen|verliert|verlieren
        |bringt|wert ist)
    `),
    es: phraseLines(`
      (?:sus |las |los |de |ningún |ninguna )*(?:cifras|números|datos|ahorro|ahorros|retorno
        |métricas|indicadores|consumos)
      cuánto (?:les |le |nos |se |van a |podrían )*(?:cuesta|ahorran?|pierden?|gastan|ahorraría
        |ahorrarían|supone|ganan|ahorrar|perder|gana)
      qué ahorro
    `),
  },
  pain: {
    en: phraseLines(`
      (?:their |the |any |a |what |real )*(?:problem|pain|pain points?|root cause)
      why (?:they|she|he|the customer|now|do they|it) … (?:need|want|change|matters|looking|doing
        |now|asked|this)
      what (?:hurts|bothers|is wrong|they need it for|they want to change|drives)
      what … for
    `),
    de: phraseLines(`
      (?:ihr |das |welches |eigentliche |ein |echtes )*(?:problem|schmerz|leidensdruck|bedarf
        |anlass|beweggrund)
      (?:warum|wieso|weshalb) … (?:sie|er|kunde|es|das|jetzt|etwas|wechseln|brauchen|wollen)
      was … (?:stört|drückt|plagt|schmerzt|ändern wollen|nervt)
      wofür … (?:brauchen|wollen)
      (?:welches|was für ein) problem
    `),
    es: phraseLines(`
      (?:su |el |qué |cuál es |ningún )*(?:problema|dolor|necesidad|motivo)
      por qué … (?:quieren|necesitan|cambian|ahora|buscan|cambiar|lo|piden|interesa)
      qué les (?:duele|molesta|preocupa|falla|mueve)
      para qué (?:lo )?(?:quieren|necesitan)
    `),
  },
  event: {
    en: phraseLines(`
      (?:a |any |their |the )?(?:deadline|critical date|go-live date|target date|driving date
        |timeline)
      (?:when|by when) (?:they|it|this|she|he) … (?:need|needs|want|start|has to|must|have to)
      what happens if … (?:wait|nothing|late|slip|slips|waits)
      why now
      (?:timing|time frame|timeframe|start date|schedule)
    `),
    de: phraseLines(`
      (?:einen |den |ein |festen |keinen )*(?:stichtag|zieltermin|wunschtermin|endtermin
        |starttermin|termindruck)
      (?:bis wann|wann) … (?:brauchen|braucht|starten|beginnen|benötigt|laufen muss|soll|wollen)
      was passiert … (?:nicht|warten|später|wenn)
      (?:termin|zeitplan|zeitrahmen|zeitpunkt|zeitschiene)
    `),
    es: phraseLines(`
      (?:una |la |su |ninguna |qué )?(?:fecha límite|fecha tope|plazo límite|fecha objetivo
        |fecha de arranque)
      (?:para cuándo|cuándo) (?:lo |la |les |quieren )?(?:necesitan?|quieren|empiezan|empezar
        |tienen|hace falta)
      qué pasa si (?:esperan|no|se retrasa)
      (?:plazos?|el calendario|fechas?|cuándo)
    `),
  },
  plan: {
    en: phraseLines(`
      (?:a |any |the |joint |mutual |shared |common |project )*(?:plan|action plan|close plan
        |roadmap)
      (?:the |which |next |remaining )*steps
      who does what
    `),
    de: phraseLines(`
      (?:einen |den |gemeinsamen |gemeinsamer |der )*(?:plan|fahrplan|zeitplan|ablaufplan
        |projektplan|maßnahmenplan)
      wer … (?:was|welchen schritt) (?:macht|übernimmt|liefert|tut|bis wann)
      (?:die |welche )?(?:nächsten|weiteren) schritte
    `),
    es: phraseLines(`
      (?:un |el |ningún |de )*(?:plan|calendario|hoja de ruta|plan conjunto)
      quién hace qué
      (?:los |qué |próximos )*pasos
    `),
  },
};
