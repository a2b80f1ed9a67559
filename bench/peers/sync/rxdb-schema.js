export const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 100 },
    note: { type: 'object', additionalProperties: true },
  },
  required: ['id', 'note'],
};
