import type { Language } from './language.ts';

/** Imperatives of the second person, as du and as Sie say them (the latter before “Sie”). */
const DU =
  'achte|aktualisiere|akzeptiere|antworte|arbeite|arrangiere|beantworte|bearbeite|beachte|bedenke|beginn|beginne|bereite|berichte|beschaffe|besorg|besorge|besprich|bestätige|bestell|bestelle|bitte|bleib|bleibe|bring|bringe|buch|buche|denk|denke|dokumentiere|dräng|dränge|eskaliere|entscheide|erinnere|erklär|erkläre|erledige|erstelle|finde|folge|forder|fordere|frag|frage|füll|fülle|führ|führe|gib|geh|gehe|hak|hake|halt|halte|hol|hole|hör|höre|informiere|klär|kläre|komm|komme|konzentriere|kümmer|kümmere|lass|leg|lege|leite|lies|lös|löse|mach|mache|meld|melde|merk|merke|nenn|nenne|nimm|notiere|nutz|nutze|organisiere|plan|plane|pass|prüf|prüfe|präsentiere|red|rede|reich|reiche|reduziere|reiß|ruf|rufe|sag|sage|schau|schaue|schick|schicke|schließ|schließe|schreib|schreibe|sei|sende|setz|setze|sieh|sorg|sorge|sprich|stell|stelle|stopp|such|suche|teil|teile|telefoniere|terminiere|trag|trage|treib|treibe|triff|trenn|trenne|tu|überleg|überlege|übernimm|überprüfe|überzeug|überzeuge|unterschreib|verabrede|vereinbare|verfolge|vergiss|verhandle|verhandel|verkauf|verkaufe|verlange|vermeide|verschieb|verschiebe|verschicke|versuch|versuche|vertrau|wart|warte|wiederhole|zeig|zeige|zieh|ziehe';
const INFINITIVE = `${'\\p{Ll}'}+(?:en|ern|eln)`;

export const german: Language = {
  open: /^(?:(?:und|also|aber|nun|dann|wenn [^,]+|falls [^,]+|angenommen[^,]*|bevor [^,]+|nachdem [^,]+|da [^,]+|mit|bei|von|an|auf|in|für|um|zu|aus|über|durch|nach|seit|bis|unter|gegen|ohne)[, ]+|[^,:?]{2,40}: )?(?:was|welche[rsnm]?|wer|wen|wem|wessen|wie|wieso|weshalb|warum|wann|wo|wohin|woher|wofür|womit|woran|worauf|woraus|wodurch|wogegen|worin|worum|worüber|wovon|wovor|wozu|wobei|inwiefern|inwieweit)\b/i,
  closed:
    /^(?:(?:und|also|aber|nun|dann|[^,]{2,60}),? )?(?:ist|sind|war|waren|bin|bist|seid|hat|haben|hast|habt|hatte[nst]*|kann|kannst|können|konnte[nst]*|könnte[nst]*|will|willst|wollen|wollte[nst]*|wird|werden|wirst|würde[nst]*|soll|sollen|sollst|sollte[nst]*|darf|dürfen|darfst|muss|musst|müssen|müsste[nst]*|mag|magst|gibt|gab|gibst|weiß|weißt|wissen|kennt|kennst|kennen|steht|stehen|liegt|liegen|passt|reicht|geht|gehen|kommt|kommen|braucht|brauchen|brauchst|glaubst|denkst|findest|siehst|fehlt|fehlen|stimmt|läuft|hältst|meinst|traust|fühlst)\b/iu,
  choice: /\boder\b(?! nicht\b)/i,
  orders: [
    new RegExp(
      `^(?:(?:und|dann|jetzt|heute|zuerst|also|nun|einfach|endlich|bitte|sofort|morgen)[, ]+)*(?:${DU})\\b(?! (?:ich|er|sie (?!bitte)|wir|es|man|ihr)\\b)`,
      'iu',
    ),
    new RegExp(
      `^(?:(?:und|dann|jetzt|heute|bitte|also)[, ]+)*${INFINITIVE} Sie\\b(?! (?:sich )?(?:vor|denn|glauben|an)\\b.*\\?)`,
      'u',
    ),
    /\bbitte\b/i,
    /^(?:lass|lasst|lassen wir|lass uns)\b/i,
    /\b(?:du|ihr) (?:\p{L}+ )?(?:solltest|solltet|musst|müsst|müsstest|sollst|hast|brauchst) (?:[^?]*\bzu\b )?|\bSie (?:sollten|müssen|müssten)\b/u,
    /^(?:solltest|musst|müsstest|sollten|müssten|sollen) (?:du|wir|Sie) (?:nicht|doch|mal|endlich|jetzt|besser)\b/iu,
    /^(?:solltest du|sollten wir|sollten Sie|solltet ihr|musst du nicht|müsstest du)\b/iu,
    /^(?:warum|wieso) (?:nicht|rufst du nicht|machst du nicht|fragst du nicht|gehst du nicht|schickst du nicht|probierst du nicht|versuchst du nicht|nimmst du nicht)\b/iu,
    /^(?:warum|wieso) \p{Ll}+st du\b.*\bnicht\b/iu,
    /^was,? wenn (?:du|wir|Sie) (?:einfach|mal|jetzt)\b/iu,
    /^(?:wie wäre es|wie wär[’']s|was hältst du davon), (?:wenn|mal|du)\b|^wie wäre es mit\b|^was wäre, wenn du (?:einfach|mal|jetzt)\b/iu,
    /^(?:kannst|könntest|würdest|willst|können|könnten|würden|wollen) (?:du|Sie) (?:mir |uns |ihm |ihr |ihnen |sie |es |das |ihn )*(?:bitte|mal|endlich|noch|jetzt|heute|nicht (?:einfach|mal|endlich)|doch)\b/iu,
    /^(?:kannst|könntest|würdest|können|könnten|würden) (?:du|Sie)\b.*\b(?:anrufen|schicken|senden|nachfassen|fragen|klären|erledigen|vereinbaren|aktualisieren|abschließen|liefern|eintragen|melden|schreiben|buchen|drängen|absagen|ansprechen)$/iu,
    /^(?:hast|haben) (?:du|Sie) (?:schon |mal |schon mal |auch |bereits )+(?:daran gedacht|versucht|probiert|überlegt|erwogen)|^(?:hast|haben) (?:du|Sie) (?:daran gedacht|versucht|probiert|überlegt|erwogen)/iu,
    /\b(?:es ist (?:wichtig|höchste zeit|zeit|nötig)|ich (?:erwarte|möchte|will|verlange), dass|ich (?:erwarte|verlange)|stell sicher|achte darauf|sieh zu)\b/iu,
    /^(?:sofort|unbedingt|jetzt|heute noch|umgehend|dringend|bis \p{L}+) \p{L}+en$/iu,
    /^(?:\p{L}+ ){1,6}(?:anrufen|schicken|senden|nachfassen|abschließen|klären|aktualisieren|vereinbaren|nachhaken|eintragen|pflegen)$/u,
    /^wann (?:rufst|schickst|machst|erledigst|lieferst|klärst|schließt|meldest|schreibst|fragst) du (?:endlich|ihn|sie|das|die|den|es|dort)\b/iu,
  ],
  blame: [
    /\b(?:warum|wieso|weshalb|wie kommt es, dass) (?:hast|bist|warst|hattest|konntest|kannst|machst|rufst|meldest|fragst|gehst|schickst|brauchst|verlierst|vergisst|willst|wolltest|kommst|liegst|bleibst|lässt|habt|haben) (?:du|Sie|ihr)\b/iu,
    /\b(?:warum|wieso|weshalb) .*\b(?:du|Sie|dein\p{L}*|Ihr\p{L}*)\b.*\b(?:nicht|kein\p{L}*|nie|schon wieder|immer noch)\b/u,
    /\b(?:warum|wieso|weshalb) (?:ist|sind|war|waren|steht|fehlt|fehlen|liegt|hat|haben) (?:das|der|die|dieser|diese|dieses|dein\p{L}*|es|hier|da|noch)\b.*\b(?:schon wieder|wieder|immer noch|noch immer|noch (?:nicht|kein\p{L}*|leer|offen)|zu spät|so (?:spät|lange|langsam|wenig|niedrig)|verspätet|überfällig|leer|nicht|kein\p{L}*|liegen geblieben)\b/iu,
    /\b(?:schon wieder|zum x-ten mal)\b/iu,
    /\b(?:[Ww]arum|[Ww]ieso|[Ww]eshalb) (?:ist|sind|war|waren) (?:dein|deine|Ihr|Ihre)\p{L}*\b.*\b(?:immer|nie|ständig|so|noch)\b/u,
    /\b(?:deine|ihre|wessen) schuld\b|\bwer (?:ist|war) schuld\b|\bschuld (?:ist|bist|hat)\b|\b(?:deine|welche) ausrede\b|\bdein (?:fehler|versäumnis|versagen)\b|\bwer hat das (?:verbockt|vermasselt|verschuldet)\b/iu,
    /\b(?:du|Sie) (?:hast|haben|bist|sind)?\s?(?:\p{L}+ ){0,4}(?:versagt|vergessen|versäumt|verschlafen|vermasselt|verbockt|verpasst|verpennt|ignoriert|verloren|vernachlässigt)\b/u,
    /\bdu (?:immer|nie|ständig|dauernd|offenbar|offensichtlich|wohl|immer noch nicht|noch nicht einmal)\b|\bdu (?:\p{L}+ )(?:immer|nie|ständig|dauernd)\b|\b(?:hast|bist) du\b.*\b(?:überhaupt|etwa|vergessen|nicht einmal|wenigstens)\b|\bwie kommt es, dass du\b/iu,
    /\bwie (?:konntest|kannst|konnten|können) (?:du|Sie|das)\b.*\b(?:nur|so|bloß|passieren|verlieren|vergessen|zulassen|übersehen|verpassen)\b|\bwie konnte dir\b|\bwas hast du dir (?:dabei )?gedacht\b|\bwas (?:ist|stimmt) (?:los )?(?:mit dir|nicht mit dir)\b|\bwas hast du\b.*\bfalsch gemacht\b|\bwo hast du\b.*\bversagt\b|\bwas hast du da\b/iu,
    /\b(?:faul|schlampig|unfähig|nachlässig|unprofessionell|unbrauchbar|ahnungslos|inkompetent)\p{L}*\b/iu,
    /\bwo bleibt (?:dein|das|der|die)\b|\bwelchen fehler hast du\b/iu,
  ],
  leading: [
    /^(?:findest|meinst|denkst|glaubst|siehst|fühlst|finden|meinen|glauben) (?:du|Sie) (?:denn |etwa |auch |das |es )*nicht\b/iu,
    /,\s*(?:oder|verstanden|klar|okay|nicht wahr|nicht|stimmt[’']s|richtig|gell|ne|ja|oder nicht|nicht so|stimmt das)$/iu,
    /^(?:sicher|bestimmt|offensichtlich|natürlich|doch wohl|wäre es nicht (?:besser|klüger|einfacher|sinnvoller)|ist es nicht (?:so|klar|offensichtlich|besser|einfach)|ist das nicht|liegt es nicht (?:einfach )?(?:daran|auf der hand))\b/iu,
    /^wäre es (?:nicht )?(?:besser|klüger|sinnvoller)\b/iu,
  ],
  joined:
    /(?:,? (?:und|oder|aber)|;) (?:auch |dann )?(?:(?:mit|von|für|an|auf|bei|in|zu|aus) )?(?:was|welche[rsnm]?|wer|wen|wem|wessen|wie|warum|wieso|weshalb|wann|wo|wohin|woher|wofür|womit|woran|worauf|wovon|wozu|ist|sind|hat|haben|kann|können|wird|werden|gibt|weißt|hast)\b(?! (?:du|sie|er|es|wir|man) \p{L}+ (?:hat|haben|ist|sind|wird|werden|kann|können)$)/iu,
  abbreviations: /\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|ca|evtl|ggf|Nr|Dr|Hr|Fr|inkl|Mio|Tsd)\.$/i,
  fromOrder: () => null,
};
