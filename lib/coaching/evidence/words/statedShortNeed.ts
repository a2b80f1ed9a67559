import { type Phrases, phraseLines } from '../phrases.ts';
import type { GapTopic } from './topics.ts';

/**
 * Short notes that say that a topic of the buyer's need is still unknown: “ROI: ?”. `phrases.ts`
 * explains the syntax of the lists.
 */
export const STATED_SHORT_NEED: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  criteria: {
    en: phraseLines(String.raw`
      (?:don't know|no idea|no clue|can't tell|couldn't tell|unclear) (?:\S+ )?(?:if|whether|what
        |how) (?:\S+ ){0,5}(?:matters most|wins|will swing|judge|measure|they'll pick|they compare
        |weigh)
      (?:criteria|weighting|selection basis|scoring|must-?haves|requirements|evaluation (?:grid
        |key))(?: \S+){0,2}?\s*[:=]?\s*(?:is |are )?(?:unknown|unclear|not disclosed|never listed
        |doesn't exist|blank|none|not shared|\?+)
      (?:no|without|w\/o) (?:scorecard|yardstick|evaluation key|scoring sheet|weighting|criteria)
      (?:go with|by) (?:a |gut )?feeling
      (?:get|find out) (?:the )?(?:weighting|scorecard|evaluation grid|how they'll compare)
      (?:guessing|guess) (?:at )?what
    `),
    de: phraseLines(String.raw`
      (?:wonach|woran|worauf|womit) (?:\S+ ){1,6}(?:auswählen|messen|vergleichen|gewinnt|wert
        |ankommt|an)\??,? (?:\S+ ){0,3}(?:nicht|schleierhaft|k\.|weiß|rätselhaft|offen)
      (?:zuschlagskriterien|muss-kriterien|muss-anforderungen|gewichtung|bewertungsmatrix
        |anforderungen|entscheidungsgrundlage
        |kriterien)(?: \S+){0,2}?\s*[:=]?\s*(?:sind |ist )?(?:unbekannt|nicht bekannt|unklar
        |nie genannt|fehlen|nirgends|nicht definiert|nicht bekommen|diffus)
      bauch(?:gefühl|entscheid)
      (?:gewichtung|bewertungsmatrix|kriterien) (?:erfragen|anfordern)
      (?:ins blaue|messlatte nicht|kein maßstab)
      was (?:\S+ ){0,4}den ausschlag gibt
    `),
    es: phraseLines(String.raw`
      (?:con qué vara|qué inclina la balanza|qué pesa más)[^.]{0,25}
      (?:criterios?(?: de \p{L}+)?|baremo|ponderación|requisitos(?: \p{L}+)?|base de la decisión
        |matriz de evaluación)\s*[:=,]?\s*(?:\S+ )?(?:desconocid[oa]s?|inexistente|sin definir|s\/d
        |ni idea|no (?:nos )?(?:pasaron|hay))
      (?:sin|no nos pasaron|no traen?|desconozco) (?:los |la |el )?(?:criterios|baremo|ponderación
        |vara)
      (?:pedir|conseguir) (?:la )?(?:ponderación|tabla de puntuación|baremo)
      (?:a ciegas|puro olfato)
      no (?:sé|dicen|dijo) (?:qué|si) (?:\S+ )?(?:puntúa|gana|pesa|les importa)
    `),
  },
  metrics: {
    en: phraseLines(String.raw`
      (?:nobody's|no one's|nobody|no one|never|they don't|haven't|hasn't) (?:\S+ ){0,3}(?:measured?
        |counts?|counted|timed|tracks?|logs?|quantified|worked out|knows what)
      (?:can't|couldn't|can not|never|yet to) (?:\S+ )?(?:put|put a) (?:a )?(?:number|figure) on
      (?:no|got no|without|need|zero|not one) (?:hard )?(?:baseline|figures|numbers|data|hard fact
        |business case figures)(?: from| whatsoever| on|,|$)
      (?:roi|business case|baseline|value|benefits?
        |savings?)(?: \S+){0,2}?\s*[:=-]?\s*(?:is |still |are )*(?:not (?:yet )?quantified
        |can't be calculated|unproven|unknown|thin air|full of question marks|guesswork|empty
        |without a single number|\?+)
      gut feeling only|got anecdotes
      (?:collect|get) (?:\S+ )?(?:baseline|data for|cost per)
      "?(?:a lot|loads|ages|quite a few)"? (?:is|was) all (?:i|we) (?:get|got)
    `),
    de: phraseLines(String.raw`
      (?:was|wie viel|wieviel|wie oft|wie viele) (?:\S+ ){1,8}(?:kostet|ausfiel|verloren gehen
        |ziehen|macht),? (?:\S+ ){0,4}(?:niemand|keiner|nie|nicht|unbekannt|fragezeichen)
      (?:nie|nicht|kaum|noch nie) (?:\S+ )?(?:gemessen|ausgewertet|erfasst|beziffert|gerechnet
        |beziffer\p{L}+)
      (?:wird|werden) nicht erfasst
      (?:keine|keinerlei|fehlen|fehlt|ohne) (?:\S+ )?(?:zahlen|ist-daten|ist-werte|ausgangswerte?
        |kennzahlen)|ausgangswert fehlt
      (?:nutzen|roi|business ?case|wirtschaftlichkeit|ersparnis|nutzenrechnung
        |einsparung)(?: \S+){0,3}?\s*[:=]?\s*(?:ist |noch )?(?:gefühlt|leer|offen|nicht beziffert
        |steht noch aus|reine behauptung|ohne eine einzige|voller fragezeichen|tbd|unbekannt)
      (?:kennzahlen|ist-daten|ausschussquote|zahlen) (?:\S+ ){0,3}(?:beschaffen|besorgen|erheben)
      (?:führt|führen) (?:keiner buch|nach gefühl)
    `),
    es: phraseLines(String.raw`
      cuánt[oa] (?:les )?(?:cuesta|pierden|ahorra)[^.]{0,40}(?:no lo sabe nadie|nadie lo sabe
        |ni idea|no supo)
      (?:nunca|jamás|nadie) (?:ha |han )?(?:cronometr\p{L}+|midi\p{L}+|medido|contó|contado
        |sumad\p{L}+|sacó la cuenta)|no (?:miden|llevan (?:registro|indicadores|estadística))
      (?:cero|sin|no hay|no tienen) (?:números|datos|línea base|métricas)
      (?:retorno|roi|beneficio|caso de negocio|ahorro
        |impacto económico)(?: \S+){0,3}?\s*[:=]?\s*(?:sin (?:calcular|cuantificar)|vacío|hueco
        |imposible de calcular|pura fe|a ojo|por definir|\?+)
      a ojo de buen cubero|pura corazonada
      (?:falta|conseguir|levantar) (?:la )?línea base
    `),
  },
  pain: {
    en: phraseLines(String.raw`
      (?:no|not a) (?:problem|pain|issue|need) (?:\S+ )?(?:named|mentioned|identified|stated
        |to solve)
      (?:pain|need|reason for change|motive)\s*[:=]?\s*(?:is |so far )?(?:none|unclear|not clear
        |unknown|open|\?+)(?: so far)?
      (?:couldn't|can't|haven't|still don't) (?:find|see|work out|uncovered?|know
        |get out) (?:anything |what |any )(?:that |it's |hurts|meant|trouble|motive|they'd
        |is wrong)\p{L}*
      (?:where does it hurt|what's the itch|no itch|what it's meant to fix)
      (?:just )?(?:having a look|curious|to get a feel)(?: round)?
      happy (?:as (?:we|they) are|with (?:what (?:we|they) have|their present|the present))
      (?:dig|look) for (?:the |a )?(?:pain|real reason|reason to change)|find the pain
      (?:tyre|tire) kicker|likes gadgets
    `),
    de: phraseLines(String.raw`
      (?:kein|keine|keinen) (?:problem|not|bedarf|leidensdruck|anliegen|handlungsbedarf
        |schmerz) (?:\S+ )?(?:benannt|genannt|erkennbar|gehört|dahinter|hat er|zu sehen)
      (?:leidensdruck|bedarf|handlungsbedarf|motiv|grund für wechsel)\s*[:=]?\s*(?:ist )?(?:null
        |unklar|nicht erkennbar|fehlt|leer|keiner|nicht gehört|\?+)
      wo (?:\S+ )?(?:der schuh drückt|brennt|drückt der schuh|es brennt)
      wir schauen uns (?:nur|halt|mal)
      (?:warum|wieso|wozu|weshalb) (?:sollten )?(?:die|sie|er) (?:\S+ ){0,5}(?:tauschen|wechseln
        |wollen|haben)[^.]{0,25}(?:schleierhaft|rätsel|erschließt sich|nicht|weiß)
      (?:aus )?(?:reiner )?neugier (?:statt|am)
      (?:läuft doch alles|läuft bei denen alles|klagt über nichts)
      (?:schmerzpunkt|anlass) (?:finden|herausfinden|rausfinden|ergründen)
    `),
    es: phraseLines(String.raw`
      (?:sin|ningún|ninguna|no hay) (?:problema|necesidad|dolor|queja) (?:\S+ )?(?:declarad
        |detectad|sobre la mesa|aparente|real)\p{L}*
      (?:motivo|razón|necesidad)(?: del cambio)?\s*[:=]?\s*(?:poco clara|no identificad[oa]
        |en blanco|\?+)
      (?:dónde les aprieta|qué les duele|no le duele nada|dónde le aprieta)
      (?:solo )?estamos (?:mirando|viendo qué hay)|andan de curiosos|curiosidad (?:más que|pura)
      (?:todo|todos) (?:les|le) (?:funciona|va)(?: bien| de lujo| de maravilla)?
      (?:encontrar|buscar|escarbar) (?:el )?(?:motivo|dolor|necesidad)
    `),
  },
};
