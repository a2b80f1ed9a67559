import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { takePictureAway } from '../ui/lastPicture.ts';

/**
 * Error boundary: shows that the notes are safe and a button to reload, instead of an empty page.
 */
export class Failsafe extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override componentDidCatch() {
    takePictureAway();
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="middle" role="alert">
        <h1>{t('states.unexpected')}</h1>
        <p>{t('states.unexpectedHint')}</p>
        <Button onClick={() => location.reload()}>{t('states.reload')}</Button>
      </main>
    );
  }
}
