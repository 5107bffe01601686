import { css } from 'lit'

// Without a sum beside it the side column is text from its edge on, and this too.
export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    justify-content: var(--_align, center);
    column-gap: 1.5em;
    text-align: var(--_align, center);
  }
  p, input {
    flex: 1 1 100%;
  }
  .button {
    min-block-size: 44px;
    padding: 0.25em 0;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  input {
    min-inline-size: 0;
    min-block-size: max(44px, 2.75em);
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    direction: ltr;
  }
`
