import { css } from 'lit'

// Codes run left to right in every script.
export const styles = css`
  :host {
    display: block;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.75em;
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  [inert] {
    opacity: 0.5;
  }
  form {
    display: grid;
    gap: 0.35em;
    padding-block-end: 0.5em;
  }
  label {
    font-size: 0.875em;
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  input {
    flex: 1 1 8em;
    min-inline-size: 0;
    min-block-size: max(48px, 3em);
    padding: 0 0.75em;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
    direction: ltr;
  }
  input[aria-invalid] {
    border-color: var(--_critical);
  }
  .button {
    flex: none;
  }
  .refused {
    color: var(--_critical);
  }
`
