import { phraseLines } from '../phrases.ts';

/** Phrases that deny what follows or precedes them in a clause. */
export const NEGATION = {
  en: phraseLines(String.raw`
    no
    not
    [\p{L}]+n't
    never
    none
    nobody
    nothing
    without
    neither
    nor
    hardly
    cannot
    no longer
    stopped
  `),
  de: phraseLines(`
    kein(?:e|en|er|em|es)?
    nicht
    nichts
    nie
    niemals
    niemand
    ohne
    weder
    kaum
  `),
  es: phraseLines(`
    sin
    nunca
    ning[uú]n(?:a|o)?
    nadie
    tampoco
    jam[aá]s
    ni
    nada
  `),
};

/** Phrases that deny everything after them in a sentence. */
export const UNTRUE = {
  en: phraseLines(`
    not true
    untrue
    wrong that
    is false
    nobody (?:said|says|claims)
    never said
  `),
  de: phraseLines(`
    stimmt nicht
    nicht wahr
    nicht richtig
    falsch
    niemand (?:sagt|sagte|behauptet)
  `),
  es: phraseLines(`
    no es (?:cierto|verdad)
    es falso
    nadie (?:dice|ha dicho|dijo)
  `),
};

/** Phrases that leave open whether what follows is so. */
export const SUPPOSED = {
  en: phraseLines(`
    if(?! (?:i'm|i am|we're) honest)
    whether
    unless
    in case
    might
    maybe
    perhaps
    suppose
    imagine
    what happens when
    asked (?:them |her |him )?about
    template
    example
  `),
  de: phraseLines(`
    falls
    ob
    sofern
    wenn(?! ich ehrlich)
    vielleicht
    eventuell
    angenommen
    vorlage
    beispiel
  `),
  es: phraseLines(`
    si(?! soy (?:sincer|honest)| te soy)
    quiz[aá]s?
    tal vez
    a lo mejor
    por si
    acaso
    supongamos
    plantilla
    ejemplo
  `),
};

/** Phrases that report what we said ourselves. */
export const OWN_SPEECH = {
  en: phraseLines(`
    (?:i|we)(?:'ve| have)? (?:said|told|wrote|written|explained|mentioned|warned|assured)
  `),
  de: phraseLines(`
    (?:ich|wir) … (?:gesagt|geschrieben|erklärt|versichert)
    (?:sagte ich|sagten wir)
  `),
  es: phraseLines(`
    (?:les? )(?:dije|dijimos|escribí|escribimos|expliqué|explicamos|aseguramos)
    (?:les? )(?:he|hemos) (?:dicho|escrito|explicado)
  `),
};
