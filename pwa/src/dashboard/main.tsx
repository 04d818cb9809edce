import { render } from 'preact';
import '../styles/tokens.css';
import '../styles/shared.css';
import '../styles/dashboard.css';
import { DeskContext } from './app/desk.ts';
import { live } from './app/life.ts';
import { compose } from './compose.ts';
import { askAhead, Root } from './screens/root.tsx';

const desk = compose(window);
live(desk);
askAhead(desk.route.get());

await desk.preferences.ready;
const root = document.getElementById('app');
if (root) {
  render(
    <DeskContext.Provider value={desk}>
      <Root />
    </DeskContext.Provider>,
    root,
  );
}
