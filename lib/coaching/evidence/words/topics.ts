import { type Phrases, phraseLines } from '../phrases.ts';
import { NEED_TOPICS } from './topicsNeed.ts';

export type GapTopic =
  | 'price'
  | 'approval'
  | 'decider'
  | 'metrics'
  | 'pain'
  | 'criteria'
  | 'paper'
  | 'event'
  | 'plan'
  | 'budget'
  | 'competition'
  | 'champion';

/** Topics that may be open. The first topic whose phrases stand in the clause counts. */
export const TOPICS: Readonly<Record<GapTopic, Phrases>> = {
  competition: {
    en: phraseLines(`
      (?:who|what) else (?:they|is|are|they're|she|he)
      (?:any |the |their |about )?(?:competitors?|competition|alternatives?|rivals?)
      (?:other|others) (?:in the race|vendors|suppliers|bidders)
    `),
    de: phraseLines(String.raw`
      (?:wen|wer|was) … (?:noch|sonst) … (?:ansehen|anschauen|vergleichen|im rennen|anfragen)
      (?:den |der |die |vom |zum )?(?:wettbewerb|wettbewerber|alternativen|mitbewerber|konkurrenz)
      (?:noch )?andere(?:n)? (?:im rennen|anbieter\p{L}*)
    `),
    es: phraseLines(`
      (?:a )?quién(?:es)? más (?:están?|compiten?|miran?|van?|hay)
      (?:la |de la )?(?:competencia|competidores|alternativas)
      otros (?:en la carrera|proveedores)
    `),
  },
  champion: {
    en: phraseLines(`
      (?:a |any |our |the )?(?:champion|sponsor|advocate)
      who (?:would |will )?(?:back|backs|support|supports|help|push|fight|defend)s? (?:us|it|this)
    `),
    de: phraseLines(String.raw`
      (?:einen |der |ein )?(?:fürsprecher\p{L}*|sponsor|champion)
      wer (?:uns|das|es) … (?:unterstützt|treibt|verteidigt|verkauft|hilft)
    `),
    es: phraseLines(String.raw`
      (?:un |el |ningún )?(?:impulsor\p{L}*|padrino|valedor\p{L}*|champion|patrocinador\p{L}*)
      quién (?:nos |lo )?(?:apoya|apoyaría|defiende|empuja|impulsa|ayuda)
    `),
  },
  budget: {
    en: phraseLines(`
      (?:the |their |any |a |what |how much )?(?:budget|budgets|budgeted|funding)
      (?:there's |there is )?money for (?:this|it)
      what they (?:can|could|want to) spend
      (?:whose|which|what) (?:budget|pot|cost centre)
    `),
    de: phraseLines(`
      (?:das |ihr |welches |ein |kein |deren )?(?:budget|budgetiert|eingeplant|budgetrahmen)
      (?:was|wie ?viel) … (?:ausgeben|investieren)
      ob (?:geld|mittel) (?:da|vorhanden)
      wer (?:das|es|dafür)? ?(?:\\S+ ){0,3}(?:zahlt|bezahlt|finanziert|trägt)
    `),
    es: phraseLines(`
      (?:el |de |del |su |qué |si hay )?(?:presupuesto|presupuestado|presupuestos)
      cuánto (?:pueden|podrían|quieren) (?:gastar|invertir)
      (?:si )?hay dinero
      quién (?:lo |va a )?(?:paga|pagar|financia)
    `),
  },
  price: {
    en: phraseLines(`
      (?:the |our |any )?(?:price|prices|pricing|money|fees|rates|commercials)
      what (?:it|this) (?:will )?costs?
      what we (?:charge|will charge)
    `),
    de: phraseLines(`
      (?:den |die |unsere |der |einen |unseren )?(?:preis|preise|preisen|konditionen|honorar)
      (?:übers|über) geld
      was (?:es|das) kostet
    `),
    es: phraseLines(`
      (?:del |el |de |los |nuestro )?(?:precio|precios|tarifa|tarifas)
      de dinero
      (?:cuánto|lo que) (?:cuesta|vale|costará)
    `),
  },
  paper: {
    en: phraseLines(`
      who … (?:contract|agreement) 
      (?:contract|legal|procurement|signature|purchasing|vendor|onboarding|signing) (?:process|path
        |steps|review|route|procedure)
      how … (?:contract|agreement|order) … (?:signed|processed|works|goes)
      (?:contract|lawyers|legal|agreement|purchase order) … (?:who signs|how long|which steps|signs
        |next)
      who signs
      signing rules
      how long legal
      how (?:contracts?|orders?|purchasing|procurement|signing|paperwork) (?:works?|runs?|goes
        |happens)
      how long (?:their |the )?(?:legal|procurement|purchasing|lawyers?|contract|signature)
      (?:vendor|supplier) (?:number|registration|onboarding|set-?up)
    `),
    de: phraseLines(`
      wer … (?:unterschreibt|unterzeichnet|zeichnet)
      (?:vertragsweg|vertragsprozess|vertragsprüfung|unterschriftsweg|bestellprozess|bestellweg
        |einkaufsprozess|unterschriftenregelung)
      (?:vertrag|rechtsabteilung|juristen|bestellung) … (?:läuft|dauert|geht|braucht|prüft)
      wie … (?:vertrag|bestellung|unterschrift)
      wie (?:verträge|bestellungen|der vertrag|die bestellung|der einkauf) 
      wie lange (?:deren |die |ihre )?(?:rechtsabteilung|juristen|einkauf|prüfung|unterschrift)
      (?:lieferantennummer|kreditorennummer|lieferantenanlage|rahmenvertrag)
      wie lang(?:e)? (?:das|es|sowas) (?:\\S+ ){0,4}dauert
    `),
    es: phraseLines(`
      quién(?:es)? (?:lo |la )?firman?
      (?:contrato|abogados|jurídico|firma) … (?:cuántas vueltas|cuánto tarda|qué pasos|proceso
        |circuito)
      (?:proceso|circuito|trámite|pasos) … (?:firma|contrato|contratación|compra|pedido)
      cuántas vueltas
      cómo … (?:contrato|firma el|se firma|se tramita)
      cómo (?:funcionan|se hacen|van) los? (?:contratos?|pedidos?)
      (?:lo que|cuánto) tarda (?:su |el )?(?:jurídico|compras|firma|contrato)
      alta (?:como|de) proveedor
      darse de alta
      cuánto (?:tarda|tardan|se tarda|dura)
    `),
  },
  decider: {
    en: phraseLines(`
      who (?:really |actually |finally )?(?:decides|makes the (?:decision|call)|has the (?:say
        |last word))
      (?:the )?(?:decision[- ]makers?|decider|economic buyer)
      whose (?:decision|budget)
    `),
    de: phraseLines(`
      wer (?:das |darüber |am ende |dort |letztlich |eigentlich )*entscheidet
      (?:den |die |der )?entscheider(?:in|n)?
      wer … (?:entscheidung|sagen)
    `),
    es: phraseLines(`
      quién(?:es)? (?:lo )?(?:deciden?|decidirá|manda)
      quién (?:toma|tiene) … (?:decisión|palabra)
      (?:el |la )?(?:decisor|decisora)
    `),
  },
  approval: {
    en: phraseLines(`
      who (?:has to |must |needs to |should |will |else )*(?:approves?|approve|presents?
        |sign(?:s)? off|signs it off|agree)
      (?:the |their )?(?:approval|sign-?off|committee|board|decision process|decision path
        |buying process)
      when … (?:committee|board) (?:meets|sits)
      how (?:they|it|this) (?:get|gets|will be|is) approved
      how (?:they|the) … decid\\p{L}+
      what happens (?:after|once|next|when) (?:\\p{L}+ |they |he |she )?(?:says?|yes|agrees?|the
        |that)
      how (?:they|it|this|that) (?:\\S+ )?(?:sign|signs|decide|approve|buy|buys|get|gets)
      who (?:has to |must |needs to )?(?:okay|ok|approve|bless|release|agree)
    `),
    de: phraseLines(`
      wer … (?:genehmigt|genehmigen|freigibt|freigeben|zustimmt|zustimmen|vorstellt|vorlegt
        |absegnet)
      (?:die |der |den |das )?(?:freigabe|freigabeweg|freigabeprozess|genehmigung|genehmigungsweg
        |gremium|ausschuss|entscheidungsweg|entscheidungsprozess)
      wann … (?:gremium|ausschuss|vorstand|beirat) … (?:tagt|sitzt|zusammenkommt)
      wie … (?:entschieden|genehmigt|freigegeben) wird
      was nach (?:dem|der|ihrem|seinem) (?:ja|zusage|freigabe|okay)
      wie (?:die|sie|das|dort|intern) (?:\\S+ ){0,2}(?:freigeben|entscheiden|entschieden|genehmigen
        |abläuft|läuft)
      wer (?:das |es )?(?:absegnet|abnickt|durchwinkt)
      wie es (?:intern |dort |bei ihnen )?weitergeht
    `),
    es: phraseLines(`
      quién(?:es)? (?:lo |la )?(?:(?:tiene|debe|ha) (?:que )?)?(?:aprueban?|aprobar|apruebe
        |autorizan?|autorizar|presentan?|presentar|presente|da el visto bueno|valida)
      (?:la |el |su )?(?:aprobación|comité|proceso de decisión|proceso de aprobación|visto bueno)
      cuándo se reúne
      cómo (?:lo |se )?(?:aprueban?|decide|deciden)
      qué pasa (?:cuando|después|luego|tras)
      cómo (?:lo |se )?(?:aprueban|deciden|autorizan|se decide)
    `),
  },
  ...NEED_TOPICS,
};
