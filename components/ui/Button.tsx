import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import './button.css';

interface Look {
  variant?: 'filled' | 'default' | 'light' | 'subtle';
  color?: 'gray';
  size?: 'compact-sm' | 'compact-xs';
  /** Shown after the label. */
  rightSection?: ReactNode;
}

type Props = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & { loading?: boolean; ref?: Ref<HTMLButtonElement> };

const classes = (own: string, given?: string) => (given ? `${own} ${given}` : own);

function look({ variant = 'filled', color, size }: Look) {
  return { 'data-variant': variant, 'data-color': color, 'data-size': size };
}

function Inside({ children, rightSection }: { children: ReactNode; rightSection: ReactNode }) {
  return (
    <>
      <span className="btn-label">{children}</span>
      {rightSection && <span className="btn-section">{rightSection}</span>}
    </>
  );
}

/** A button with a label. While it is loading it cannot be pressed, and keeps its size. */
export function Button(props: Props) {
  const { variant, color, size, rightSection, loading, disabled, className, children, ...rest } =
    props;
  return (
    <button
      type="button"
      {...rest}
      {...look(props)}
      className={classes('btn', className)}
      disabled={disabled || loading}
      data-loading={loading || undefined}
    >
      <Inside rightSection={rightSection}>{children}</Inside>
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { variant, color, size, rightSection, className, children, ...rest } = props;
  return (
    <a {...rest} {...look(props)} className={classes('btn', className)}>
      <Inside rightSection={rightSection}>{children}</Inside>
    </a>
  );
}

type IconProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  'aria-label': string;
  size?: 'sm';
  ref?: Ref<HTMLButtonElement>;
};

/** A button with an icon instead of a label. */
export function ActionIcon({ size, className, ...rest }: IconProps) {
  return (
    <button type="button" {...rest} className={classes('icon-btn', className)} data-size={size} />
  );
}
