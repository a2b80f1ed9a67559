/** Months in English, German and Spanish by their number, shortened where that is usual. */
export const MONTHS: readonly string[] = [
  String.raw`jan(?:uary|uar|\.)?|enero|ene`,
  String.raw`feb(?:ruary|ruar|rero|\.)?`,
  String.raw`mar(?:ch|zo|\.)?|märz|mrz`,
  String.raw`apr(?:il|\.)?|abril|abr`,
  'may|mai|mayo',
  String.raw`june?|juni|junio|jun\.`,
  String.raw`july?|juli|julio|jul\.`,
  String.raw`aug(?:ust|\.)?|agosto|ago`,
  String.raw`sep(?:t|tember|tiembre|\.)?|setiembre`,
  String.raw`oct(?:ober|ubre|\.)?|okt(?:ober|\.)?`,
  String.raw`nov(?:ember|iembre|\.)?`,
  String.raw`dec(?:ember|\.)?|dez(?:ember|\.)?|dic(?:iembre|\.)?`,
];
