/** The longest text of a note or a reply, in UTF-16 units. */
export const MAX_TEXT_CHARS = 20_000;
/**
 * The longest draft. A draft is as long as what it drafts: the largest playbook that its schema
 * allows is about 250,000 characters, up to 1.5 million once JSON has escaped them, and a text
 * that is too long to be saved is still kept while somebody shortens it.
 */
export const MAX_DRAFT_CHARS = 2_000_000;
