import { css } from 'lit'

export const styles = css`
  :host {
    display: block;
    position: relative;
    scroll-margin: 1.5em;
  }
  h2 {
    margin-block-end: 0.2em;
    font: inherit;
    font-size: 1.75em;
    font-weight: 650;
    line-height: 1.2;
    text-wrap: balance;
  }
  h2:focus-visible {
    outline: 0;
    text-decoration: underline 2px;
    text-underline-offset: 0.2em;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
    max-inline-size: 28em;
    margin-block-start: 1.25em;
  }
  .urgent {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_caution);
  }
  .code bdi {
    white-space: nowrap;
  }
  .button {
    flex: auto;
  }
`
