/** A valid note's fields. */
export function note(author: string, text: string, more: Record<string, unknown> = {}) {
  return {
    ref: { crm: 'odoo', tenant: 't', object: 'deal', id: '1' },
    refKey: 'odoo/t/deal/1',
    recordName: 'Deal',
    text,
    author,
    createdAt: 1,
    editedAt: null,
    editedBy: null,
    kind: 'note',
    prompt: null,
    conflicts: [],
    ...more,
  };
}
