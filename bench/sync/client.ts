import { notes } from '../peers/sync/notes.js';
import { ours } from './ours.ts';

/**
 * Sideline's clients A and B: node client.ts URL COUNT. Prints {push, total} in ms, like the peers.
 */
const [url = '', count] = process.argv.slice(2);
console.log(JSON.stringify(await ours(url, notes(Number(count)), `c${process.pid}`)));
process.exit(0);
