import { defineConfig } from 'wxt';

/** The yardstick: the smallest extension WXT makes that does nothing, or shows an empty frame. */
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
