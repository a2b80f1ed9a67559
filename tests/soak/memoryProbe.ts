// Loaded into a server of a long run: collects garbage and tells what is left in memory.
const { gc } = globalThis as { gc?: (options: object) => void };

process.on('message', () => {
  // As if memory were short: free pages are given back.
  const options = { type: 'major', execution: 'sync', flavor: 'last-resort' };
  for (let count = 0; count < 2; count++) gc?.(options);
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, used: heapUsed + external });
});
