// @vitest-environment jsdom
// Where the focus goes when what has it disappears: in lists, menus and forms of every kind.

import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { afterEach, describe, expect, it } from 'vitest';
import { isFocusFree, useKeptFocus } from '../../components/ui/keptFocus.ts';

afterEach(cleanup);

function Kept({ children }: { children: ReactNode }) {
  useKeptFocus();
  return children;
}
const draw = (content: ReactNode) => {
  const { rerender } = render(<Kept>{content}</Kept>);
  return (next: ReactNode) => rerender(<Kept>{next}</Kept>);
};
const button = (name: string) => screen.getByRole('button', { name });
const isOn = (name: string) =>
  waitFor(() => {
    const { activeElement } = document;
    expect(activeElement?.getAttribute('aria-label') ?? activeElement?.textContent).toBe(name);
  });
/** Waits for what could still move the focus. */
const later = () => act(() => new Promise((done) => setTimeout(done, 20)));

/** A block with a list: each row has a box to check and a button that removes it. */
function List({ names, isGone = names.length === 0 }: { names: string[]; isGone?: boolean }) {
  return (
    <section>
      <h2>Invitations</h2>
      {!isGone && (
        <ul>
          {names.map((name) => (
            <li key={name}>
              <input type="checkbox" aria-label={`Check ${name}`} />
              <button type="button" aria-label={`Revoke ${name}`}>
                Revoke
              </button>
            </li>
          ))}
        </ul>
      )}
      <h3>Teams</h3>
      <button type="button">Add a team</button>
    </section>
  );
}

describe('the focus of a row that disappears', () => {
  it.each([
    ['the first', 'a', ['b', 'c'], 'Revoke b'],
    ['one between', 'b', ['a', 'c'], 'Revoke c'],
    ['the last', 'c', ['a', 'b'], 'Revoke b'],
    ['two at once', 'b', ['a'], 'Revoke a'],
    ['all, with the list', 'b', [], 'Invitations'],
  ])('goes to the next one, the one before or the heading: %s', async (_, gone, rest, expected) => {
    const again = draw(<List names={['a', 'b', 'c']} />);
    button(`Revoke ${gone}`).focus();
    again(<List names={rest} />);
    await isOn(expected);
  });
  it('goes to the heading where the list is empty', async () => {
    const again = draw(<List names={['a']} isGone={false} />);
    button('Revoke a').focus();
    again(<List names={[]} isGone={false} />);
    await isOn('Invitations');
  });
  it('goes to a control of the same kind, else to the first one', async () => {
    const again = draw(<List names={['a', 'b']} />);
    screen.getByRole('checkbox', { name: 'Check a' }).focus();
    again(<List names={['b']} />);
    await isOn('Check b');
  });
  it('goes past a row without a control, and past one that is hidden or disabled', async () => {
    const rows = (names: string[]) => (
      <ul>
        {names.map((name) => (
          <li key={name}>
            {name === 'text' ? (
              'This browser'
            ) : (
              <button type="button" disabled={name === 'off'}>
                {name}
              </button>
            )}
          </li>
        ))}
      </ul>
    );
    const again = draw(rows(['a', 'text', 'off', 'b']));
    button('a').focus();
    again(rows(['text', 'off', 'b']));
    await isOn('b');
  });
  it('goes on from a form that was a row of its own below the row', async () => {
    const table = (names: string[], open: string | null) => (
      <table>
        <tbody>
          {names.flatMap((name) => [
            <tr key={name}>
              <td>
                <button type="button">Options of {name}</button>
              </td>
            </tr>,
            name === open && (
              <tr key={`${name} form`}>
                <td>
                  <button type="button">Remove {name}</button>
                </td>
              </tr>
            ),
          ])}
        </tbody>
      </table>
    );
    const again = draw(table(['a', 'b', 'c'], 'b'));
    button('Remove b').focus();
    again(table(['a', 'c'], null));
    await isOn('Options of c');
    again(table(['a'], null));
    await isOn('Options of a');
  });
  it('goes to the row around a list that is part of it', async () => {
    const note = (hasReply: boolean) => (
      <section>
        <h2>Notes</h2>
        <article aria-label="Note by Dana">
          {hasReply && (
            <ul>
              <li>
                <button type="button">Delete</button>
              </li>
            </ul>
          )}
        </article>
      </section>
    );
    const again = draw(note(true));
    button('Delete').focus();
    again(note(false));
    await isOn('Note by Dana');
  });
  it('goes on from a row that has it itself', async () => {
    const again = draw(<List names={['a', 'b']} />);
    const [first] = screen.getAllByRole('listitem');
    first?.setAttribute('tabindex', '-1');
    first?.focus();
    again(<List names={['b']} />);
    await isOn('Check b');
  });
  it('comes from the button of a menu, which is drawn elsewhere', async () => {
    const page = (names: string[], open: string | null) => (
      <>
        <List names={names} />
        {open !== null &&
          createPortal(
            <div role="menu">
              <button type="button" role="menuitem">
                Delete {open}
              </button>
            </div>,
            document.body,
          )}
      </>
    );
    const again = draw(page(['a', 'b'], null));
    button('Revoke a').focus();
    again(page(['a', 'b'], 'a'));
    const choice = screen.getByRole('menuitem');
    act(() => choice.focus());
    fireEvent.pointerDown(choice);
    // The row goes first, then its menu.
    again(page(['b'], 'a'));
    await later();
    expect(document.activeElement).toBe(choice);
    again(page(['b'], null));
    await isOn('Revoke b');
  });
});

describe('the focus of a control', () => {
  it('that is replaced goes to its row, and not to another control', async () => {
    const row = (isAgreed: boolean) => (
      <ul>
        <li aria-label="Value selling">
          {isAgreed ? <b>You both agreed</b> : <button type="button">Agree</button>}
          <button type="button">Remove</button>
        </li>
      </ul>
    );
    const again = draw(row(false));
    button('Agree').focus();
    again(row(true));
    await isOn('Value selling');
  });
  it('that is drawn anew stays on it', async () => {
    const row = (hasMenu: boolean) => (
      <ul>
        <li>
          <button type="button">Edit</button>
          {hasMenu ? (
            <span>
              <button type="button">More</button>
            </span>
          ) : (
            <button type="button">More</button>
          )}
        </li>
      </ul>
    );
    const again = draw(row(false));
    button('More').focus();
    again(row(true));
    await isOn('More');
  });
  it('comes back to one that was disabled while it worked', async () => {
    const form = (isBusy: boolean) => (
      <button type="button" disabled={isBusy}>
        Revoke
      </button>
    );
    const again = draw(form(false));
    button('Revoke').focus();
    again(form(true));
    // What browsers do with a disabled control, and jsdom does not.
    button('Revoke').blur();
    again(form(false));
    await isOn('Revoke');
  });
});

describe('the focus is left alone', () => {
  it('where it is elsewhere', async () => {
    const again = draw(<List names={['a', 'b']} />);
    button('Revoke a').focus();
    button('Add a team').focus();
    again(<List names={['b']} />);
    await later();
    await isOn('Add a team');
  });
  it('where the person clicked beside the row since', async () => {
    const again = draw(<List names={['a', 'b']} />);
    button('Revoke a').focus();
    fireEvent.pointerDown(screen.getByText('Teams'));
    (document.activeElement as HTMLElement).blur();
    again(<List names={['b']} />);
    await later();
    expect(document.activeElement).toBe(document.body);
  });
  it('where a component moves it, also if that comes later', async () => {
    function Answered() {
      useEffect(() => {
        if (isFocusFree()) document.getElementById('next')?.focus();
      }, []);
      return (
        <button type="button" id="next">
          What next?
        </button>
      );
    }
    function Page() {
      const [step, setStep] = useState(0);
      return (
        <>
          {step === 0 && (
            <ul>
              <li>
                <button type="button" onClick={() => setStep(1)}>
                  Save answer
                </button>
              </li>
            </ul>
          )}
          <h2>Questions</h2>
          <button type="button" data-testid="late" onClick={() => setStep(2)} />
          {step === 2 && <Answered />}
        </>
      );
    }
    draw(<Page />);
    button('Save answer').focus();
    fireEvent.click(button('Save answer'));
    await isOn('Questions');
    fireEvent.click(screen.getByTestId('late'));
    await isOn('What next?');
  });
});
