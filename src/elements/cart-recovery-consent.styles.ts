import { css } from 'lit'

// The status line keeps its space while it is empty, so that nothing below it moves.
export const styles = css`
  label {
    display: flex;
    gap: 0.75em;
    align-items: center;
    min-block-size: 44px;
    padding-block: 0.25em;
  }
  input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    accent-color: var(--_accent);
  }
  .button {
    margin-block-start: 0.5em;
  }
  .stop {
    min-block-size: max(44px, 2.75em);
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    font-size: 0.875em;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  [role='status'] {
    min-block-size: 1.5em;
  }
  .saved {
    color: var(--_positive);
  }
  .failed,
  .refused {
    color: var(--_critical);
  }
`
