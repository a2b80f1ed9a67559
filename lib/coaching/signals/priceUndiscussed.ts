import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { mention } from '../mentions.ts';
import { pattern } from '../patterns.ts';
import { type Signal, say } from '../signal.ts';

/** Sentences that say that the price was not a topic yet, in English, German and Spanish. */
const UNDISCUSSED = pattern('iu')`
  \b(?:pric(?:e|es|ing)|money|cost)\b[^.!?\n]{0,40}
  (?:n[o’']t\b|never|nobody)[^.!?\n]{0,20}(?:talk|discuss|mention|come up|came up|ask)
  |(?:n[o’']t|never)\b[^.!?\n]{0,20}(?:talked|spoken|discussed|mentioned)
  [^.!?\n]{0,20}\b(?:pric(?:e|es|ing)|money|cost)\b
  |(?:preis|geld|kosten)\p{L}*[^.!?\n]{0,40}(?:nicht|nie|noch kein)[^.!?\n]{0,20}
  (?:gesprochen|besprochen|geredet|thema|erwähnt|gefragt)
  |(?:precio|dinero|coste)s?\b[^.!?\n]{0,20}(?:no|nunca|tampoco)\b[^.!?\n]{0,20}
  (?:hablado|tratado|comentado|mencionado|hablamos)
  |(?:no|nunca|tampoco)\b[^.!?\n]{0,15}(?:hablado|tratado|comentado|mencionado)
  [^.!?\n]{0,20}\b(?:precio|dinero|coste)s?\b`;

/**
 * 33. Fires from the middle of the pipeline on when a note says that the price was not discussed.
 * Texts that do not mention it prove nothing.
 */
export const priceUndiscussed: Signal = {
  id: 'priceUndiscussed',
  number: 33,
  kind: 'human',
  skill: 'value',
  topic: 'price',
  limit: 0.5,
  unit: 'none',
  needs: ['notes', 'stage', 'stages'],
  check({ texts, fields, position, now }, limit) {
    const stage = known(fields.stage);
    if (texts === null || position === null || stage === undefined) return 'unknown';
    const notes = texts.filter((item) => item.from === 'note');
    const said = position < limit ? null : mention(notes, UNDISCUSSED, 0);
    if (!said) return null;
    const day = dayOf(said.at, now.timeZone);
    return {
      severity: 0.5 + 0.25 * position,
      fingerprintInputs: { said: said.line, stage },
      evidence: [
        { fact: 'said', values: [say.text(said.line), say.date(day)] },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: 'typed',
      values: [say.text(stage)],
    };
  },
};
