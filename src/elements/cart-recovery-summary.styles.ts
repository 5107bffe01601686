import { css } from 'lit'

export const styles = css`
  [part='summary'], dl {
    display: grid;
    gap: 0.4em;
    margin: 0;
  }
  dl > div {
    display: flex;
    justify-content: space-between;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 1em;
  }
  dt span {
    margin-inline-start: 0.4em;
    font-weight: 400;
  }
  .saved {
    color: var(--_positive);
  }
  dd {
    margin: 0;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  dl > div:last-child {
    font-weight: 600;
  }
  div:last-child > dd {
    font-size: 1.25em;
  }
`
