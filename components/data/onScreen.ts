import { useEffect, useState } from 'react';

/** True while this page is really in sight. A collapsed frame keeps its size in Chromium and counts as visible in both browsers; only an observer tells. */
export function useOnScreen(): boolean {
  const [shown, setShown] = useState(true);
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return;
    let seen = true;
    const tell = () => setShown(seen && !document.hidden);
    const observer = new IntersectionObserver((entries) => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      tell();
    });
    observer.observe(document.documentElement);
    document.addEventListener('visibilitychange', tell);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, []);
  return shown;
}
