import { css } from 'lit'

export const styles = css`
  [part='summary'] {
    display: grid;
    gap: 0.4em;
  }
  .row {
    display: flex;
    justify-content: space-between;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 1em;
  }
  b {
    margin-inline-end: 0.4em;
    font-weight: 600;
  }
  .saved {
    color: var(--_positive);
  }
  .amount {
    margin-inline-start: auto;
    font-size: 1.25em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`
