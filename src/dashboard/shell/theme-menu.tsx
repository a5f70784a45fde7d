// Theme menu: light, dark, high contrast, or what the system says.

import { useState } from 'react';
import { chooseTheme, chosenTheme, type Theme, themes } from './theme.ts';

const words: Record<Theme, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};

export function ThemeMenu() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <label className="row small">
      <span className="hidden-text">Colours</span>
      <select
        className="field theme-menu"
        value={theme}
        onChange={(event) => {
          const next = event.target.value as Theme;
          chooseTheme(next);
          setTheme(next);
        }}
      >
        {themes.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
