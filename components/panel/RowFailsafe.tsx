import { Component, type ReactNode } from 'react';
import { t } from '../ui/i18n.ts';

interface Props {
  /** What contains the line instead of the row: an item in a list. */
  as?: 'p' | 'li';
  children: ReactNode;
}

/** Error boundary of one row of a list: one line instead of the row, and the others stay. */
export class RowFailsafe extends Component<Props, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    const { as: Line = 'p', children } = this.props;
    return this.state.broken ? <Line className="hint">{t('states.row')}</Line> : children;
  }
}
