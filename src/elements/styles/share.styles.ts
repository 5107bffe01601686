import { css } from 'lit'

export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    column-gap: 1em;
    text-align: center;
  }
  p, input {
    flex: 1 1 100%;
  }
  button {
    min-block-size: 44px;
    padding: 0.25em 0.5em;
    border: 0;
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: 0.875em;
    text-decoration: underline;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  input {
    min-inline-size: 0;
    min-block-size: max(44px, 2.75em);
    padding-inline: 0.75em;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    direction: ltr;
    text-overflow: ellipsis;
  }
`
