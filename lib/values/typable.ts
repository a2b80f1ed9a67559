/** Fields that people can type in where Sideline cannot read them. */
export const typable = [
  'stage',
  'amount',
  'closeDate',
  'owner',
  'nextStep',
  'account',
  'name',
  'lastActivity',
  'news',
] as const;
