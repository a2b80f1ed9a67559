import type { TextPiece } from './facts.ts';

/**
 * Words that give a topic away in notes and subjects, in English, German and Spanish. A hit is a reason to ask, never a finding: the
 * evidence shows the sentence, and the person decides what it meant.
 */
export const wordLists = {
  competitor:
    /\b(?:competitors?|competing (?:offer|bid|vendor|product)|alternative (?:vendor|supplier|offer)|other vendors?|wettbewerber|konkurren(?:z|t|ten)|mitbewerber|anderer anbieter|competencia|competidor(?:es)?|otro proveedor)\b/i,
  price:
    /\b(?:pric(?:e|es|ing)|quotes?|quotation|budget|cost(?:s|ing)?|discounts?|proposal|offer|preis(?:e|en)?|angebot(?:e|s)?|kosten|rabatt|precios?|presupuesto|oferta|coste|descuento)\b|[€$£]\s?\d/i,
  objection:
    /\b(?:too expensive|no budget|budget (?:cut|freeze|frozen|on hold)|on hold|not a priority|postpon(?:e|ed)|(?:want(?:s|ed)?|have|had|need(?:s|ed)?) to delay|delayed until|next (?:year|quarter)|legal (?:issue|concern|review|hold)|need to think|push ?back|objections?|concern(?:s|ed)? about|zu teuer|kein budget|budget (?:gestrichen|gesperrt)|verschoben|auf eis|nächstes (?:jahr|quartal)|bedenken|rechtsabteilung|demasiado caro|sin presupuesto|aplaza(?:do|r|mos)|pospuesto|en pausa|próximo (?:año|trimestre)|objeci[oó]n(?:es)?|dudas sobre)\b/i,
  negative:
    /\b(?:frustrat(?:ed|ing)|annoyed|angry|upset|disappoint(?:ed|ing)|unhappy|complain(?:ed|t|ts|s)?|not happy|lost trust|tense|verärgert|enttäuscht|unzufrieden|beschwer(?:t|de|en)|genervt|wütend|molest[oa]s?|enfadad[oa]s?|decepcionad[oa]s?|frustrad[oa]s?|descontent[oa]s?|quej(?:a|as|ó))\b/i,
  buying:
    /\b(?:ready to (?:buy|sign|start|move)|when can (?:we|you) start|send (?:us |me )?the contract|purchase order|\bPO\b|go[- ]ahead|green light|want(?:s|ed)? to (?:buy|sign|move forward)|ask(?:ed|s)? for (?:a |the )?(?:contract|order form|references?|demo|meeting|trial)|bestellen wollen|vertrag (?:schicken|zusenden)|freigabe erteilt|grünes licht|bestellung|unterschreiben wollen|pedido|orden de compra|luz verde|envíe(?:n)? el contrato|quieren (?:firmar|comprar|empezar)|pidi[oó] (?:el contrato|una demo|referencias|una reunión))\b/i,
  left: /\b(?:undeliverable|delivery (?:has )?failed|delivery status notification|mail delivery|address not found|no longer (?:works?|with|employed|at)|has left|left the company|unzustellbar|nicht mehr (?:im unternehmen|bei uns|tätig)|ausgeschieden|no se pudo entregar|ya no trabaja|dej[oó] la empresa)\b/i,
} as const;

export type WordList = keyof typeof wordLists;

export interface Mention {
  /** The words that matched, as written. */
  hit: string;
  /** The sentence or line around them, shortened. */
  line: string;
  at: number;
  from: TextPiece['from'];
}

/** What people see of it: the line, at most this long. */
const LONGEST = 160;

/** Marks of notes about the absence of a thing: “no competitors mentioned” is no mention. */
const DENIED =
  /\b(?:no|not|none|without|never|kein(?:e|en|er)?|nicht|ohne|sin|ning[uú]n[oa]?|nunca)\s+(?:\w+\s+){0,1}$/i;

/** The latest piece that mentions it, within so many days. @param since Unix ms of the oldest that counts. */
export function mention(texts: readonly TextPiece[], words: RegExp, since: number): Mention | null {
  for (const piece of texts) {
    if (piece.at < since) continue;
    const found = words.exec(piece.text);
    if (!found || DENIED.test(piece.text.slice(0, found.index))) continue;
    const start = Math.max(
      piece.text.lastIndexOf('.', found.index) + 1,
      piece.text.lastIndexOf('\n', found.index) + 1,
    );
    const rest = piece.text.slice(start).trim();
    const end = /[.!?](?:\s|$)|\n/.exec(rest)?.index;
    const line = (end === undefined ? rest : rest.slice(0, end + 1)).trim();
    return {
      hit: found[0],
      line: line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line,
      at: piece.at,
      from: piece.from,
    };
  }
  return null;
}

/** A pattern for names that an organisation listed; null for none. Names stand for themselves, whatever signs are in them. */
export function namesPattern(names: readonly string[]): RegExp | null {
  const escaped = names
    .map((name) => name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((name) => name.length > 1);
  return escaped.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
