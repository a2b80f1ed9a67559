import { defineConfig } from 'wxt';

/** The baseline: the smallest WXT extension that does nothing, or shows an empty frame. */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  manifest: {
    name: 'Empty',
    web_accessible_resources: [
      { resources: ['frame.html'], matches: ['<all_urls>'], use_dynamic_url: true },
    ],
  },
});
