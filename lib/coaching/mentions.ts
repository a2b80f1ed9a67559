import { cut } from '../model/cut.ts';
import type { TextPiece } from './facts.ts';
import { pattern, phrases } from './patterns.ts';

const COMPETITOR = phrases(`
  competitors?, competing (?:offer|bid|vendor|product), alternative (?:vendor|supplier|offer),
  other vendors?,
  wettbewerber, konkurren(?:z|t|ten), mitbewerber, anderer anbieter,
  competencia, competidor(?:es)?, otro proveedor
`);

const PRICE = phrases(`
  pric(?:e|es|ing), quotes?, quotation, budget, cost(?:s|ing)?, discounts?, proposal, offer,
  preis(?:e|en)?, angebot(?:e|s)?, kosten, rabatt,
  precios?, presupuesto, oferta, coste, descuento
`);

const OBJECTION = phrases(`
  too expensive, no budget, budget (?:cut|freeze|frozen|on hold), on hold, not a priority,
  postpon(?:e|ed), (?:want(?:s|ed)?|have|had|need(?:s|ed)?) to delay, delayed until,
  next (?:year|quarter), legal (?:issue|concern|review|hold), need to think, push ?back,
  objections?, concern(?:s|ed)? about,
  zu teuer, kein budget, budget (?:gestrichen|gesperrt), verschoben, auf eis,
  nächstes (?:jahr|quartal), bedenken, rechtsabteilung,
  demasiado caro, sin presupuesto, aplaza(?:do|r|mos), pospuesto, en pausa,
  próximo (?:año|trimestre), objeci[oó]n(?:es)?, dudas sobre
`);

const NEGATIVE = phrases(`
  frustrat(?:ed|ing), annoyed, angry, upset, disappoint(?:ed|ing), unhappy, complain(?:ed|t|ts|s)?,
  not happy, lost trust, tense,
  verärgert, enttäuscht, unzufrieden, beschwer(?:t|de|en), genervt, wütend,
  molest[oa]s?, enfadad[oa]s?, decepcionad[oa]s?, frustrad[oa]s?, descontent[oa]s?, quej(?:a|as|ó)
`);

const BUYING = phrases(String.raw`
  ready to (?:buy|sign|start|move), when can (?:we|you) start, send (?:us |me )?the contract,
  purchase order, \bPO\b, go[- ]ahead, green light, want(?:s|ed)? to (?:buy|sign|move forward),
  ask(?:ed|s)? for (?:a |the )?(?:contract|order form|references?|demo|meeting|trial),
  bestellen wollen, vertrag (?:schicken|zusenden), freigabe erteilt, grünes licht, bestellung,
  unterschreiben wollen,
  pedido, orden de compra, luz verde, envíe(?:n)? el contrato,
  quieren (?:firmar|comprar|empezar),
  pidi[oó] (?:el contrato|una demo|referencias|una reunión)
`);

const LEFT = phrases(`
  undeliverable, delivery (?:has )?failed, delivery status notification, mail delivery,
  address not found, no longer (?:works?|with|employed|at), has left, left the company,
  unzustellbar, nicht mehr (?:im unternehmen|bei uns|tätig), ausgeschieden,
  no se pudo entregar, ya no trabaja, dej[oó] la empresa
`);

/**
 * Words of a topic in notes and activity subjects, in English, German and Spanish. A match is a
 * reason to ask, never a finding: the evidence shows the sentence, and the person decides what it
 * means.
 */
export const wordLists = {
  competitor: pattern('i')`\b${COMPETITOR}\b`,
  price: pattern('i')`\b${PRICE}\b|[€$£]\s?\d`,
  objection: pattern('i')`\b${OBJECTION}\b`,
  negative: pattern('i')`\b${NEGATIVE}\b`,
  buying: pattern('i')`\b${BUYING}\b`,
  left: pattern('i')`\b${LEFT}\b`,
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

/** Longest line shown as evidence, in characters. */
const LONGEST = 160;

/** A negation before the words, as in “no competitors mentioned”: such a match does not count. */
const NEGATION = pattern('i')`
  \b(?:no|not|none|without|never|kein(?:e|en|er)?|nicht|ohne|sin|ning[uú]n[oa]?|nunca)\s+
  (?:\w+\s+){0,1}$`;

/** The sentence or line of a text around a position. */
function lineAround(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf('.', index) + 1, text.lastIndexOf('\n', index) + 1);
  const rest = text.slice(start).trim();
  const end = /[.!?](?:\s|$)|\n/.exec(rest)?.index;
  const line = (end === undefined ? rest : rest.slice(0, end + 1)).trim();
  return line.length > LONGEST ? `${cut(line, LONGEST - 1)}…` : line;
}

/** The latest text that contains the words. @param since Unix ms of the oldest text that counts. */
export function mention(texts: readonly TextPiece[], words: RegExp, since: number): Mention | null {
  for (const piece of texts) {
    if (piece.at < since) continue;
    const match = words.exec(piece.text);
    if (!match || NEGATION.test(piece.text.slice(0, match.index))) continue;
    return {
      hit: match[0],
      line: lineAround(piece.text, match.index),
      at: piece.at,
      from: piece.from,
    };
  }
  return null;
}

/**
 * A pattern for the competitor names of an organisation; null for none. Special characters in a
 * name are escaped.
 */
export function namesPattern(names: readonly string[]): RegExp | null {
  const escaped = names
    .map((name) => name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((name) => name.length > 1);
  return escaped.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
