import { render } from 'preact';
import './styles/tokens.css';
import './styles/shared.css';
import './styles/employee.css';
import { AppContext } from './app/app.ts';
import { live } from './app/life.ts';
import { compose } from './compose.ts';
import { releaseOnLeave } from './platform/database.ts';
import { persist } from './platform/storage.ts';
import { firstTouch, onHide, onWake } from './platform/wake.ts';
import { Root } from './screens/root.tsx';

const app = compose(window);
live(app, (wake) => void onWake(window, wake), firstTouch(window));
onHide(window, () => app.camera.stop(true));
releaseOnLeave(window);
void persist(navigator.storage as StorageManager | undefined);

await app.preferences.ready;
const root = document.getElementById('app');
if (root) {
  render(
    <AppContext.Provider value={app}>
      <Root />
    </AppContext.Provider>,
    root,
  );
}
