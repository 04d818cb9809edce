import { expect, test } from 'vitest';
import { leaving } from '../src/platform/leaving.ts';

/** A tab at `/piket`, whose address a test changes as the browser does. */
function tab() {
  const location = { pathname: '/piket', search: '', hash: '' };
  const history = {
    pushState: (_: unknown, __: string, path: string): void => {
      location.pathname = path;
    },
  };
  const window = Object.assign(new EventTarget(), {
    document: new EventTarget(),
    history,
    location,
  });
  const gone: string[] = [];
  const away = leaving(window as unknown as Window, (path) => gone.push(path));
  const fire = (name: string): Event => {
    const event = new Event(name, { cancelable: true });
    window.dispatchEvent(event);
    return event;
  };
  return { location, gone, fire, ...away };
}

test('a page on which nothing is unsaved is left at once', () => {
  const { leave, gone, fire } = tab();

  leave(() => gone.push('/papan'));

  expect(gone).toEqual(['/papan']);
  expect(fire('beforeunload').defaultPrevented).toBe(false);
});

test('a held page is left once whoever wants to leave was asked', () => {
  const { hold, leave, gone, fire } = tab();
  const asked: (() => void)[] = [];
  hold((goOn) => asked.push(goOn));

  leave(() => gone.push('/papan'));
  const before = [...gone];
  const closing = fire('beforeunload').defaultPrevented;
  asked[0]?.();
  leave(() => gone.push('/orang')); // nothing is unsaved any more

  expect([before, closing, gone]).toEqual([[], true, ['/papan', '/orang']]);
});

test('the way back asks too, and its address waits for the answer', () => {
  const { hold, location, gone, fire } = tab();
  const asked: (() => void)[] = [];
  hold((goOn) => asked.push(goOn));

  location.pathname = '/papan'; // as the browser does before it tells
  fire('popstate');
  const stays = location.pathname;
  asked[0]?.();

  expect([stays, gone]).toEqual(['/piket', ['/papan']]);
});

test('what was saved or thrown away holds nothing', () => {
  const { hold, leave, gone } = tab();
  const letGo = hold(() => undefined);

  letGo();
  leave(() => gone.push('/papan'));

  expect(gone).toEqual(['/papan']);
});
