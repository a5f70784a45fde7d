// Theme: what the person chose, kept in this browser; else what their system prefers.

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const key = 'pip-stream theme';

export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(key) as Theme | null;
    if (kept !== null && themes.includes(kept)) return kept;
  } catch {
    // A browser that keeps nothing follows the system.
  }
  return matchMedia('(prefers-contrast: more)').matches ? 'contrast' : 'system';
}

export function applyTheme(theme: Theme = chosenTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // It holds until the page is closed.
  }
}
