import { useEffect, useState } from 'react';

/**
 * True while this page is visible. A collapsed frame keeps its size in Chromium and counts as
 * visible in both browsers, so only an IntersectionObserver can detect it.
 */
export function useOnScreen(): boolean {
  const [shown, setShown] = useState(true);
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return;
    let intersects = true;
    const update = () => setShown(intersects && !document.hidden);
    const observer = new IntersectionObserver((entries) => {
      intersects = entries.at(-1)?.isIntersecting ?? true;
      update();
    });
    observer.observe(document.documentElement);
    document.addEventListener('visibilitychange', update);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return shown;
}
