import { afterAll, afterEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useUi } from '../../components/data/ui.ts';
import { leavePage } from './harness.tsx';

// The files share one page and one set of modules, so each leaves both as a new page has them.

const before = new Map(Object.entries(fakeBrowser));

afterEach(leavePage);
afterAll(() => {
  useUi.setState(useUi.getInitialState(), true);
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
  document.title = '';
  history.replaceState(null, '', '/');
  localStorage.clear();
  sessionStorage.clear();
  for (const name of Object.keys(fakeBrowser))
    if (!before.has(name)) Reflect.deleteProperty(fakeBrowser, name);
  Object.assign(fakeBrowser, Object.fromEntries(before));
});
