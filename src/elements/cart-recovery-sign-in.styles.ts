import { css } from 'lit'

// Phone numbers run left to right in every script. A list of countries keeps the system's colours: its ground is the system's.
export const styles = css`
  :host {
    display: grid;
    max-inline-size: 26em;
  }
  form, .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    margin-block-start: 0.75em;
    gap: 0.35em;
    padding: min(1em, 16px);
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
  }
  h3 {
    margin: 0;
    font: inherit;
    font-weight: 650;
  }
  label {
    margin-block-start: 0.5em;
    font-size: 0.875em;
    font-weight: 600;
  }
  input, select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: max(48px, 3em);
    padding: 0 min(0.75em, 3%);
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: max(16px, 0.9375em);
    font-variant-numeric: tabular-nums;
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  input {
    direction: ltr;
  }
  [part='code-input'] {
    letter-spacing: 0.35em;
  }
  [aria-invalid] {
    border-color: var(--_critical);
  }
  .problem {
    color: var(--_critical);
  }
  .problem:empty {
    display: none;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.25em;
    margin-block: 0.5em -0.5em;
  }
  .primary {
    flex: 1 1 100%;
    padding-inline: 0.5em;
  }
  .quiet {
    min-block-size: max(44px, 2.75em);
    padding-inline: 0;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
`
