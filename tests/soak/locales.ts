/** The locales of the ICU in Node 24: each language, followed by its regions and scripts. */
const LIST = [
  'af NA ZA; ak GH; am ET; ar AE BH DJ DZ EG EH ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO',
  'SS SY TD TN YE; as IN; az AZ Cyrl-AZ; ba RU; be BY; bg BG; bm ML; bn BD IN; bo CN IN; br FR;',
  'bs BA Cyrl-BA; ca AD ES FR IT; ce RU; cs CZ; cv RU; cy GB; da DK GL; de AT BE CH DE IT LI',
  'LU; dz BT; ee GH TG; el CY GR; en AE AG AI AS AT AU BB BE BI BM BS BW BZ CA CC CH CK CM CX',
  'CY CZ DE DG DK DM EE ER ES FI FJ FK FM FR GB GD GE GG GH GI GM GS GU GY HK HU ID IE IL IM IN',
  'IO IT JE JM JP KE KI KN KY LC LR LS LT LV MG MH MO MP MS MT MU MV MW MY NA NF NG NL NO NR NU',
  'NZ PG PH PK PL PN PR PT PW RO RW SB SC SD SE SG SH SI SK SL SS SX SZ TC TK TO TT TV TZ UA UG',
  'UM US VC VG VI VU WS ZA ZM ZW; eo; es AR BO BR BZ CL CO CR CU DO EA EC ES GQ GT HN IC MX NI',
  'PA PE PH PR PY SV US UY VE; et EE; eu ES; fa AF IR; ff BF CM GH GM GN GW LR MR NE NG SL SN;',
  'fi FI; fo DK FO; fr BE BF BI BJ BL CA CD CF CG CH CI CM DJ DZ FR GA GF GN GP GQ HT KM LU MA',
  'MC MF MG ML MQ MR MU NC NE PF PM RE RW SC SN SY TD TG TN VU WF YT; fy NL; ga GB IE; gd GB;',
  'gl ES; gu IN; gv IM; ha GH NE NG; he IL; hi IN Latn-IN; hr BA HR; hu HU; hy AM; ia; id ID;',
  'ie EE; ig NG; ii CN; is IS; it CH IT SM VA; ja JP; yi UA; jv ID; ka GE; ki KE; kk CN KZ; kl',
  'GL; km KH; kn IN; ko CN KP KR; ks IN; ku IQ SY TR; kw GB; ky KG; lb LU; lg UG; ln AO CD CF',
  'CG; lo LA; lt LT; lu CD; lv LV; mg MG; mi NZ; mk MK; ml IN; mn MN; ro MD RO; mr IN; ms BN ID',
  'MY SG; mt MT; my MM; nb; nd ZW; ne IN NP; nl AW BE BQ CW NL SR SX; nn NO; no NO; oc ES FR;',
  'om ET KE; or IN; os GE RU; pa IN PK; pl PL; ps AF PK; pt AO BR CH CV GQ GW LU MO MZ PT ST',
  'TL; qu BO EC PE; rm CH; rn BI; ru BY KG KZ MD RU UA; rw RW; sa IN; sc IT; sd IN PK; se FI NO',
  'SE; sg CF; si LK; sk SK; sl SI; sn ZW; so DJ ET KE SO; sq AL MK XK; sr BA ME RS XK Latn-BA',
  'Latn-RS Latn-XK Cyrl-ME; st LS ZA; su ID; sv AX FI SE; sw CD KE TZ UG; ta IN LK MY SG; te',
  'IN; tg TJ; th TH; ti ER ET; tk TM; fil PH; tn BW ZA; to TO; tr CY TR; tt RU; ug CN; uk UA;',
  'ur IN PK; uz AF UZ Cyrl-UZ; vi VN; wo SN; xh ZA; yo BJ NG; za; zh CN HK MO MY SG TW Hans-HK',
  'Hans-MO Hant-MY; zu ZA; agq CM; ars; asa TZ; ast ES; bas CM; bem ZM; bez TZ; bgc IN; bho IN;',
  'blo BJ; brx IN; bua RU; luy KE; ccp BD IN; ceb PH; cgg UG; chr US; ckb IQ IR; syr IQ SY; csw',
  'CA; dav KE; doi IN; dje NE; dsb DE; dua CM; dyo SN; ebu KE; ewo CM; fur IT; gaa GH; kok IN;',
  'gsw CH FR LI; guz KE; haw US; hsb DE; jgo CM; jmc TZ; kab DZ; kam KE; kde TZ; kea CV; kgp',
  'BR; khq ML; kkj CM; kln KE; ksb TZ; ksf CM; ksh DE; kxv IN; lag; lij IT; lkt; lmo IT; lrc IQ',
  'IR; luo KE; mai IN; mas KE TZ; mer KE; mfe MU; mgh MZ; mgo; mni IN; mua CM; raj IN; mzn IR;',
  'naq NA; nds DE NL; nmg CM; nnh CM; nqo GN; nso ZA; nus SS; nyn UG; pcm NG; pms IT; prg PL;',
  'rof TZ; rwk TZ; sah RU; saq KE; sat IN; sbp TZ; scn IT; seh MZ; ses ML; shi MA Latn-MA; shn',
  'MM TH; smn FI; szl PL; teo KE UG; tok; twq NE; tyv RU; tzm MA; vai LR Latn-LR; vec IT; vmw',
  'MZ; vun TZ; wae CH; xnr IN; xog UG; yav CM; yrl BR CO VE; yue CN HK MO Hant-CN; zgh MA',
].join(' ');

/** Calendars that a tag can name, in languages of every order. */
const CALENDARS = ['en', 'de', 'th', 'ja', 'ko', 'zh-TW', 'fa', 'ar-SA'].flatMap((tag) =>
  'buddhist japanese roc persian islamic-umalqura islamic-civil hebrew indian ethiopic'
    .split(' ')
    .map((calendar) => `${tag}-u-ca-${calendar}`),
);

const plain = LIST.split('; ').flatMap((line) => {
  const [language = '', ...regions] = line.split(' ');
  return [language, ...regions.map((region) => `${language}-${region}`)];
});

export const locales: readonly string[] = plain;
export const calendarLocales: readonly string[] = [...plain, ...CALENDARS];

/** Numbers without a common factor with any count of combinations here. */
const STRIDE = 7_368_787;

/**
 * Combinations of the items of several lists, in an order that mixes all of them: with enough runs
 * each occurs once.
 */
export function* combinations<T extends readonly (readonly unknown[])[]>(
  lists: T,
  runs: number,
  seed: number,
): Generator<{ [K in keyof T]: T[K][number] }> {
  const total = lists.reduce((product, list) => product * list.length, 1);
  for (let run = 0; run < Math.min(runs, total); run++) {
    let index = ((seed % total) + run * (STRIDE % total)) % total;
    yield lists.map((list) => {
      const item = list[index % list.length];
      index = Math.floor(index / list.length);
      return item;
    }) as { [K in keyof T]: T[K][number] };
  }
}
