/** Letters without accents, in small letters; Turkish has two letters for i. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ı/g, 'i');
}

/**
 * Words of stage names. A language that is missing here costs one question per stage; a wrong word
 * costs trust.
 */
const set = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ').map(folded)));

/** Won: English, German, the Romance, Nordic, Slavic and Baltic languages, and others. */
export const WON: ReadonlySet<string> = set(
  'won win wins closedwon gewonnen ganado ganada ganados ganadas gagne gagnee gagnes gagnees',
  'remporte remportee vinto vinta vinti vinte aggiudicato aggiudicata ganho ganha ganhos ganhas',
  'vundet vundne vunnet vunnen vunna unnið',
  'unnin unninn voitettu castigat castigata guanyat guanyada',
  'wygrana wygrane wygrany wygrano vyhrano vyhrana vyhrane vyhrany vyhra vyhrata vyhrate megnyert',
  'nyert elnyert megnyerve выигран выиграна выиграно выиграли виграно виграна вигран спечелена',
  'спечелен спечелено laimeta laimetas uzvarets uzvareta voidetud pridobljeno dobljeno dobiveno',
  'dobijeno dobijen kazanildi kazanilan kazanilmis κερδισμενη κερδισμενο κερδηθηκε κερδισμενα',
  'thang menang dimenangkan الفوز فوز مكسب ربح זכייה זכינו נוצח',
  '受注 受注済 受注済み 受注完了 成約 成約済 成約済み 成约 已成约 成交 已成交',
  '赢单 已赢单 贏單 已贏單 수주 수주완료 수주확정',
);

export const LOST: ReadonlySet<string> = set(
  'lost loss losses closedlost verloren perdido perdida perdidos perdidas perdu perdue perdus',
  'perdues perso persa persi perse tabt tapt forlorad forlorat forlorade tapað tapaður havitty',
  'menetetty pierdut pierduta perdut perduda przegrana przegrane przegrany przegrano utracona',
  'utracone prohrano prohrana prohrane prohrany ztraceno ztracena ztracene prehrane prehrana',
  'prehrany stratene elveszett elveszitett elvesztett проигран проиграна проиграно проиграли',
  'потеряно потеряна потерян програно програна програн втрачено загубена загубен загубено',
  'pralaimeta pralaimetas zaudets zaudeta kaotatud izgubljeno izgubljena izgubljen kaybedildi',
  'kaybedilen kaybedilmis χαμενη χαμενο χαθηκε thua kalah خسارة خاسرة مفقود הפסד הפסדנו אבוד',
  '失注 失注済 失注済み 输单 已输单 輸單 已輸單 丢单 已丢单 丟單 失单 실주 실주완료',
);

/** What may stand beside an outcome without changing it: “closed”, “deal”, “and”, “the”. */
export const BESIDE: ReadonlySet<string> = set(
  'closed close stage status phase step end outcome deal deals opportunity opp order sale sales',
  'business contract project and the a as is completed',
  'geschlossen abgeschlossen abschluss auftrag deal geschaft chance verkaufschance verkauf phase',
  'und als der die das cerrado cerrada cerrados cerradas cierre oportunidad negocio venta pedido',
  'etapa fase y e como la el ferme',
  'fermee cloture cloturee conclu conclue affaire opportunite vente',
  'commande etape et l le chiuso chiusa chiuse conclusa concluso trattativa opportunita vendita',
  'ordine come il fechado fechada encerrado encerrada venda oportunidade o os as gesloten',
  'afgesloten opdracht kans en de lukket avsluttet',
  'ordre salg og stangd avslutad affar och suljettu',
  'kauppa lokað zamkniete zamknieta zamkniety szansa i uzavreno uzavrena uzavrene obchod lezart',
  'inchis inchisa kapatildi firsat ve закрыто закрыта закрыт сделка и tancat tancada posao',
  'تم مغلق נסגר 完了 クローズ 종료 완료 확정 posel',
);

/** After these the reason of the outcome follows: “Lost to …”, “Verloren wegen …”. */
export const REASON: ReadonlySet<string> = set(
  'to on due because by against for with in an wegen durch gegen aufgrund mit im a por contra',
  'frente par contre cause per contro para door aan',
  'tegen vanwege til pa mot till pga przez z kvuli',
);

/** In the reason, these put the outcome in doubt. */
export const DOUBT: ReadonlySet<string> = set(
  'approval approve approved request requested pending awaiting await wait waiting confirm',
  'confirmation unconfirmed tbc tbd reopen',
  'reopened reopening reactivate reactivated revive revived',
  'revisit again back yet soon maybe perhaps',
  'possibly probably likely partial partially partly part',
  'expected forecast verbal verbally almost nearly but if when until open follow',
  'followup recover recovery retry restart nurture',
  'review process progress ongoing undecided unclear',
  'genehmigung freigabe angefragt ausstehend wiedereroffnet reaktiviert wieder zuruck vielleicht',
  'teilweise erwartet mundlich noch offen aber wenn bis prufung',
  'aprobacion pendiente reabierto reabierta reactivado reactivada otra vez parcial parcialmente',
  'esperado quizas abierto abierta approbation attente rouvert rouverte reactive partiel',
  'partiellement peut prevu ouvert riaperto riaperta approvazione attesa parziale parzialmente',
  'forse reaberto reaberta aprovacao parcialmente talvez heropend goedkeuring gedeeltelijk',
  'misschien genabnet delvis delvist kanske kansje maske czesciowo',
);

/** Beside a win these put it in doubt; beside a loss they are its reason: “Lost (no budget)”. */
export const NEGATION: ReadonlySet<string> = set(
  'not no never without nicht kein keine ohne nie sin nunca pas sans non senza nao sem niet geen',
  'ikke ingen uden uten inte ingen utan bez не нет без',
);

/** Standard names of open stages. Every word of a name must be here or in `BETWEEN`. */
export const OPEN: ReadonlySet<string> = set(
  'open new prospect prospects prospecting lead leads qualify qualified qualifying qualification',
  'discover discovery discovering need needs analysis demo demos demonstration presentation',
  'present presented presenting evaluate evaluation evaluating pilot poc trial propose proposed',
  'proposal proposals proposition quote quoted quotes quotation offer offers negotiate negotiation',
  'negotiations negotiating decision contacted contact appointment meeting meetings develop',
  'developing development scoping engaged interested inbound outreach progress perception',
  'neu interessent interessenten qualifiziert qualifizierung qualifikation qualifizieren bedarf',
  'bedarfsanalyse bedarfsermittlung analyse erstgesprach kontakt kontaktiert kontaktaufnahme',
  'termin terminiert prasentation vorfuhrung angebot angebote angebotsphase verhandlung',
  'verhandlungen verhandlungsphase offen arbeit bearbeitung vorschlag entscheidung',
  'nuevo nueva abierto abierta prospeccion calificacion calificado calificada cualificacion',
  'cualificado cualificada contactado contactada contacto reunion demostracion presentacion',
  'propuesta oferta cotizacion presupuesto negociacion analisis evaluacion descubrimiento',
  'necesidades curso',
  'nouveau nouvelle ouvert ouverte prospection decouverte besoin besoins demonstration proposition',
  'devis offre negociation evaluation cours contacte contactee qualifie qualifiee',
  'nuovo nuova aperto aperta prospezione qualificato qualificata qualificazione qualifica scoperta',
  'presentazione proposta offerta preventivo negoziazione valutazione analisi corso contatto',
  'novo nova aberto aberta prospeccao qualificacao descoberta demonstracao apresentacao orcamento',
  'negociacao avaliacao andamento contato',
  'nieuw kwalificatie gekwalificeerd presentatie voorstel offerte onderhandeling onderhandelingen',
  'evaluatie ny nyt nytt kvalificering kvalificeret kvalificerad kvalifisering behov behovsanalys',
  'tilbud offert forslag forhandling forhandlinger mote mode',
  'nowy nowa nowe kwalifikacja negocjacje',
  'prezentacja новая новый предложение переговоры презентация',
  '新規 新規案件 見積 見積提出 提案 提案中 交渉 交渉中 商談 商談中',
  '报价 報價 方案报价 谈判 談判 제안 협상 견적',
);

export const BETWEEN: ReadonlySet<string> = set(
  'in to of and the a for id made sent scheduled booked held given started begun stage phase step',
  'price value maker makers buy first initial review call deal opportunity contract with solution',
  'und zu zur der die das im erste erstes phase versendet verschickt gesendet vereinbart erstellt',
  'preis y de la el en primera primer enviado enviada etapa fase realizada et le du des premier',
  'envoye envoyee planifie prix etape e di da il inviata inviato prima do na enviada en van het',
  'eerste verzonden og och i w z',
);

/** Whole names of open stages whose words alone could mean an end. */
export const OPEN_PHRASES: ReadonlySet<string> = new Set(
  ['contract sent', 'vertrag versendet', 'vertrag verschickt', 'contrato enviado', 'contrat envoyé']
    .concat('contratto inviato', 'contract verzonden')
    .map(folded),
);
